import { createHash } from "node:crypto";
import { bankHolidaySource, officialUntil } from "./bank-holidays.ts";
import {
  datesOfYears,
  dayNotes,
  firstDayOf,
  holidaysOfYears,
  isWorking,
  type Closure,
  type DayNotes,
} from "./calendar-days.ts";
import type { DayIndex } from "./day-index.ts";
import type { LocalDate } from "./local-date.ts";

/**
 * The working days of England and Wales for a span of years, indexed both ways, so that an addition is two array
 * look-ups. Positions count from 1 January of the first year.
 */
export interface WorkingCalendar {
  /** Stable text of what the answers depend on: source of the holidays, years, and a digest of every exception. */
  readonly version: string;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly firstDay: DayIndex;
  /** The date at each position. */
  readonly dates: readonly LocalDate[];
  /** At each position, the number of working days from the first position to it, itself included. */
  readonly workingDaysUpTo: Int32Array;
  /** The position of each working day, in order. */
  readonly workingDays: Int32Array;
  readonly notes: DayNotes;
}

export interface CalendarSource {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly closures: readonly Closure[];
}

/** Mon-Fri that are not bank holidays, with the administrator's days. Throws RangeError when the years are reversed. */
export const buildWorkingCalendar = ({ firstYear, lastYear, closures }: CalendarSource): WorkingCalendar => {
  if (lastYear < firstYear) throw new RangeError(`no years from ${firstYear} to ${lastYear}`);
  const dates = datesOfYears(firstYear, lastYear);
  const notes = dayNotes(holidaysOfYears(firstYear, lastYear), closures);
  const firstDay = firstDayOf(firstYear);
  const workingDays: number[] = [];
  const workingDaysUpTo = Int32Array.from(dates, (date, position) => {
    if (isWorking(firstDay + position, notes.get(date))) workingDays.push(position);
    return workingDays.length;
  });
  return {
    version: versionOf(`${bankHolidaySource}/${firstYear}-${lastYear}`, notes),
    firstYear,
    lastYear,
    firstDay,
    dates,
    workingDaysUpTo,
    workingDays: Int32Array.from(workingDays),
    notes,
  };
};

/** The sentence for an answer after the last official year, or undefined. */
export const officialListWarning = (date: LocalDate): string | undefined =>
  Number(date.slice(0, 4)) > officialUntil
    ? `the official list of bank holidays ends in ${officialUntil}: check this date again when the next list is published`
    : undefined;

const versionOf = (source: string, notes: DayNotes): string => {
  const exceptions = [...notes]
    .map(([date, { kind, because }]) => [date, kind, because])
    .sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
  const digest = createHash("sha256").update(JSON.stringify(exceptions)).digest("hex");
  return `${source}/${digest.slice(0, 12)}`;
};
