import type { Instant } from "../instant.ts";
import type { ClockOf } from "./clock-kinds.ts";
import { closeOfDay } from "./close-of-day.ts";
import { countWords, endWord } from "./count-words.ts";
import { calendarDueResult, startLine, type DueContext, type DueResult } from "./due-result.ts";
import { exceptionsBetween } from "./exceptions-between.ts";
import { formatDate, formatInstant, localDateOf } from "./format-instant.ts";
import { plusDays, type LocalDate } from "./local-date.ts";
import { plusMonths } from "./plus-months.ts";
import type { Refusal } from "./refusal.ts";
import { addWorkingDays, whyNotWorking } from "./working-days.ts";

/** N days of the calendar on, weekends and bank holidays counted: by the last closing that does not pass that date. */
export const dueAfterCalendarDays = (
  { count }: ClockOf<"calendar-days">,
  start: Instant,
  context: DueContext,
): DueResult => {
  const date = plusDays(localDateOf(start), count);
  return dueOn(date, start, {
    context,
    because: [`${countWords(count, "calendar day")} ${endWord(count)} on ${formatDate(date)}`],
  });
};

/**
 * The same day of the month N months on, or the last day of a shorter month. With `lastUsable`, the last working day on
 * or before it: a usable day, never later (STAT-11).
 */
export const dueAfterMonths = (
  { count, lastUsable }: ClockOf<"months">,
  start: Instant,
  context: DueContext,
): DueResult => {
  const startDate = localDateOf(start);
  const date = plusMonths(startDate, count);
  const shorter = date.slice(8) === startDate.slice(8) ? "" : ", the last day of a shorter month";
  const because = [`${countWords(count, "month")} on is ${formatDate(date)}${shorter}`];
  const usable = lastUsable ? lastWorkingDay(context, date) : { ok: true as const, date, because: [] };
  if (!usable.ok) return usable;
  return dueOn(usable.date, start, { context, because: [...because, ...usable.because] });
};

const lastWorkingDay = (
  { calendar }: DueContext,
  date: LocalDate,
): { readonly ok: true; readonly date: LocalDate; readonly because: readonly string[] } | Refusal => {
  const asked = whyNotWorking(calendar, date);
  if (!asked.ok) return asked;
  if (asked.why === undefined) return { ok: true, date, because: [] };
  const last = addWorkingDays(calendar, date, -1);
  if (!last.ok) return last;
  const between = exceptionsBetween(calendar, last.date, date).filter((line) => line !== asked.why);
  const because = [...between, asked.why, `the last working day before it is ${formatDate(last.date)}`];
  return { ok: true, date: last.date, because };
};

const dueOn = (
  date: LocalDate,
  start: Instant,
  { context, because }: { readonly context: DueContext; readonly because: readonly string[] },
): DueResult => {
  const close = closeOfDay(context, date, start);
  if (!close.ok) return close;
  return calendarDueResult(context, close.point, {
    because: [
      startLine(context, start),
      ...because,
      ...close.because,
      `due ${formatInstant(close.point.instant)}`,
    ],
    upTo: date,
  });
};
