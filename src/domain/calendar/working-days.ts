import { officialUntil } from "./bank-holidays.ts";
import { formatDate } from "./format-instant.ts";
import { dayIndexOfDate, weekdayNumber, type LocalDate } from "./local-date.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { officialListWarning, type WorkingCalendar } from "./working-calendar.ts";

export type WorkingDayAnswer = {
  readonly ok: true;
  readonly date: LocalDate;
  /** Empty, or a warning. */ readonly because: readonly string[];
};

const nothingToAdd: readonly string[] = [];

/** Whether work is done on that date; refused outside the years covered. */
export const isWorkingDay = (
  calendar: WorkingCalendar,
  date: LocalDate,
): { readonly ok: true; readonly working: boolean } | Refusal => {
  const position = dayIndexOfDate(date) - calendar.firstDay;
  const upTo = calendar.workingDaysUpTo[position];
  if (upTo === undefined) return notCovered(calendar, date);
  return { ok: true, working: upTo > (calendar.workingDaysUpTo[position - 1] ?? 0) };
};

/**
 * The Nth working day after a date (before it, for a negative N). Day 0 is the date itself, working or not, so that one
 * working day after a Saturday is Monday. Refused when it would leave the years covered.
 */
export const addWorkingDays = (
  calendar: WorkingCalendar,
  date: LocalDate,
  count: number,
): WorkingDayAnswer | Refusal => {
  if (!Number.isInteger(count)) return refuse(`${count} is not a whole number of working days.`);
  const position = dayIndexOfDate(date) - calendar.firstDay;
  const upTo = calendar.workingDaysUpTo[position];
  if (upTo === undefined) return notCovered(calendar, date);
  if (count === 0) return answer(date, date);
  // Before: the date itself must not be counted, so start from the working days up to the day before.
  const ordinal = count > 0 ? upTo + count - 1 : (calendar.workingDaysUpTo[position - 1] ?? 0) + count;
  const found = calendar.dates[calendar.workingDays[ordinal] ?? -1];
  return found === undefined ? leaves(calendar, date, count) : answer(date, found);
};

/** The first working day after a date. */
export const nextWorkingDay = (calendar: WorkingCalendar, date: LocalDate): WorkingDayAnswer | Refusal =>
  addWorkingDays(calendar, date, 1);

/** 'Mon 31 Aug 2026 is a bank holiday (Summer Bank Holiday)'; undefined for a working day; refused outside the years. */
export const whyNotWorking = (
  calendar: WorkingCalendar,
  date: LocalDate,
): { readonly ok: true; readonly why: string | undefined } | Refusal => {
  const asked = isWorkingDay(calendar, date);
  if (!asked.ok || asked.working) return asked.ok ? { ok: true, why: undefined } : asked;
  const weekday = weekdayNumber(dayIndexOfDate(date)) === 5 ? "Saturday" : "Sunday";
  return { ok: true, why: calendar.notes.get(date)?.because ?? `${formatDate(date)} is a ${weekday}` };
};

export const notCovered = (calendar: WorkingCalendar, date: LocalDate): Refusal =>
  refuse(`${formatDate(date)} is outside the working calendar, which covers ${yearsOf(calendar)}.`);

const leaves = (calendar: WorkingCalendar, date: LocalDate, count: number): Refusal => {
  const days = `${Math.abs(count)} working day${Math.abs(count) === 1 ? "" : "s"}`;
  const direction = count > 0 ? "after" : "before";
  return refuse(
    `${days} ${direction} ${formatDate(date)} is outside the working calendar, which covers ${yearsOf(calendar)}.`,
  );
};

const yearsOf = ({ firstYear, lastYear }: WorkingCalendar): string => `${firstYear} to ${lastYear}`;

const lastOfficialDate = `${officialUntil}-12-31`;

/** A count through unofficial years is uncertain in both directions, so the later of the two dates decides. */
const answer = (start: LocalDate, found: LocalDate): WorkingDayAnswer => {
  const later = found > start ? found : start;
  if (later <= lastOfficialDate) return { ok: true, date: found, because: nothingToAdd };
  return { ok: true, date: found, because: [officialListWarning(later) ?? ""] };
};
