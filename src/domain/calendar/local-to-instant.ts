import { instantOf, type Instant } from "../instant.ts";
import { millisecondsInDay } from "./day-index.ts";
import { formatDate, formatInstant, localTimeOf, offsetNameOf, type OffsetName } from "./format-instant.ts";
import { dayIndexOfDate, parseLocalDate, type LocalDate } from "./local-date.ts";
import { millisecondsInMinute, minutesOf, localTimeOfMinutes, type LocalTime } from "./local-time.ts";
import type { ClockChange } from "./london-offset.ts";
import { parseLocalTime } from "./parse-local-time.ts";
import { resolveWallTime } from "./wall-time.ts";

export interface LocalMoment {
  /** 'YYYY-MM-DD'. */
  readonly date: string;
  /** As typed: '14:30', '1430', '01:30 BST'. */
  readonly time: string;
  /** Needed only for the hour that happens twice when the clocks go back. */
  readonly offset?: OffsetName;
}

export type LocalToInstant =
  | { readonly ok: true; readonly instant: Instant; readonly because: string }
  | {
      readonly ok: false;
      readonly kind: "impossible" | "non-existent" | "ambiguous";
      readonly because: string;
    };

interface Reading {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly offset: OffsetName | undefined;
}

/** The instant that a date and time in England name; never guesses at a clock change, but says what to enter. */
export const localToInstant = ({ date, time, offset }: LocalMoment): LocalToInstant => {
  const parsedDate = parseLocalDate(date);
  if (!parsedDate.ok) return impossible(parsedDate.because);
  const parsedTime = parseLocalTime(time);
  if (!parsedTime.ok) return impossible(parsedTime.because);
  if (offset !== undefined && parsedTime.offset !== undefined && offset !== parsedTime.offset) {
    return impossible(`"${time}" says ${parsedTime.offset}, but ${offset} was chosen. Give one.`);
  }
  return resolve({
    date: parsedDate.date,
    time: parsedTime.time,
    offset: offset ?? parsedTime.offset,
  });
};

const resolve = (reading: Reading): LocalToInstant => {
  const { date, time } = reading;
  const wallTime = resolveWallTime(
    dayIndexOfDate(date) * millisecondsInDay + minutesOf(time) * millisecondsInMinute,
  );
  if (wallTime.kind === "skipped") return nonExistent(reading, wallTime.change);
  if (wallTime.kind === "once") return checkOffset(reading, instantOf(wallTime.at));
  return pickOne(reading, instantOf(wallTime.first), instantOf(wallTime.second));
};

const checkOffset = ({ date, time, offset }: Reading, instant: Instant): LocalToInstant => {
  const inForce = offsetNameOf(instant);
  if (offset === undefined || offset === inForce) {
    return { ok: true, instant, because: formatInstant(instant) };
  }
  return impossible(
    `${time} on ${formatDate(date)} was ${inForce}, not ${offset}. Enter "${time}", or "${time} ${inForce}".`,
  );
};

const pickOne = ({ date, time, offset }: Reading, first: Instant, second: Instant): LocalToInstant => {
  const twice = `${time} happened twice on ${formatDate(date)}, when the clocks went back`;
  if (offset === undefined) {
    const how = `Add BST for the first or GMT for the second, for example "${time} BST".`;
    return { ok: false, kind: "ambiguous", because: `${twice}. ${how}` };
  }
  const [instant, which] = offset === "BST" ? [first, "first"] : [second, "second"];
  return { ok: true, instant, because: `${formatInstant(instant)}: ${twice}; ${offset} is the ${which}` };
};

const nonExistent = ({ date, time }: Reading, change: ClockChange): LocalToInstant => {
  const to = localTimeOf(instantOf(change.at));
  const from = localTimeOfMinutes(minutesOf(to) - (change.after - change.before) / millisecondsInMinute);
  const last = localTimeOfMinutes(minutesOf(from) - 1);
  const because =
    `${time} did not exist on ${formatDate(date)}: the clocks went forward from ${from} to ${to}. ` +
    `Enter ${last} or earlier, or ${to} or later.`;
  return { ok: false, kind: "non-existent", because };
};

const impossible = (because: string): LocalToInstant => ({ ok: false, kind: "impossible", because });
