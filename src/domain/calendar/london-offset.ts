import { IANAZone } from "luxon";
import { civilDateOf, dayIndexOf, millisecondsInDay } from "./day-index.ts";
import { millisecondsInMinute } from "./local-time.ts";

/** The one time zone of the product. */
export const zone = "Europe/London";

/** An instant at which the clocks change; offsets are milliseconds ahead of UTC. */
export interface ClockChange {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

interface ClockYear {
  readonly initial: number;
  readonly changes: readonly ClockChange[];
}

const london = IANAZone.create(zone);
const clockYears = new Map<number, ClockYear>();

const offsetByTimeZoneData = (at: number): number => london.offset(at) * millisecondsInMinute;

/** Milliseconds that the clocks in England are ahead of UTC: 0 under GMT, 3,600,000 under BST. */
export const offsetAt = (at: number): number => {
  const { initial, changes } = clockYear(yearOf(at));
  let offset = initial;
  for (const change of changes) if (at >= change.at) offset = change.after;
  return offset;
};

/** The first clock change after `from` and not after `to`, or undefined. */
export const clockChangeBetween = (from: number, to: number): ClockChange | undefined => {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const found = clockYear(year).changes.find(({ at }) => at > from && at <= to);
    if (found !== undefined) return found;
  }
  return undefined;
};

const yearOf = (at: number): number => civilDateOf(Math.floor(at / millisecondsInDay)).year;

/** Worked out once a year of the time zone data, because asking luxon for each instant is a hundred times slower. */
const clockYear = (year: number): ClockYear => {
  const known = clockYears.get(year);
  if (known !== undefined) return known;
  const worked = workOutClockYear(year);
  clockYears.set(year, worked);
  return worked;
};

const workOutClockYear = (year: number): ClockYear => {
  const changes: ClockChange[] = [];
  for (let month = 1; month <= 12; month += 1) {
    const from = startOfMonth(year, month);
    const to = month === 12 ? startOfMonth(year + 1, 1) : startOfMonth(year, month + 1);
    const [before, after] = [offsetByTimeZoneData(from), offsetByTimeZoneData(to)];
    if (before !== after) changes.push({ at: findChange(from, to), before, after });
  }
  return { initial: offsetByTimeZoneData(startOfMonth(year, 1)), changes };
};

const startOfMonth = (year: number, month: number): number =>
  dayIndexOf({ year, month, day: 1 }) * millisecondsInDay;

/** Bisection: the offset at `from` holds until the answer, the offset at `to` from the answer on. */
const findChange = (from: number, to: number): number => {
  const before = offsetByTimeZoneData(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetByTimeZoneData(middle) === before) low = middle;
    else high = middle;
  }
  return high;
};
