import type { Instant } from "../instant.ts";
import type { ClockOf } from "./clock-kinds.ts";
import { closingOn } from "./closing-on.ts";
import {
  calendarDueResult,
  dueResult,
  pointAt,
  startLine,
  type DueContext,
  type DuePoint,
  type DueResult,
} from "./due-result.ts";
import { exceptionsBetween } from "./exceptions-between.ts";
import { formatInstant, localDateOf } from "./format-instant.ts";
import { hoursOn } from "./hours-on.ts";
import type { LocalDate } from "./local-date.ts";
import { openAt } from "./opening-hours.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { addWorkingDays, isWorkingDay, whyNotWorking } from "./working-days.ts";

type WorkingClose =
  | { readonly ok: true; readonly point: DuePoint; readonly because: readonly string[] }
  | Refusal;

/**
 * The end of that working day: the next closing time of a working day after the trigger. Outside working hours with
 * 'now' it is due at once, and the next working close is only shown as the outer reading (S2-12, S2-16).
 */
export const dueAtEndOfWorkingDay = (
  { outOfHours }: ClockOf<"end-of-working-day">,
  start: Instant,
  context: DueContext,
): DueResult => {
  const outside = outsideWorkingHours(start, context);
  if (!outside.ok) return outside;
  const close = nextWorkingClose(start, context);
  if (outside.why.length > 0 && outOfHours === "now") return dueNow(start, context, outside.why, close);
  if (!close.ok) return close;
  return calendarDueResult(context, close.point, {
    because: [
      startLine(context, start),
      ...outside.why,
      ...close.because,
      `the working day ends ${formatInstant(close.point.instant)}`,
    ],
    upTo: close.point.date,
  });
};

/** A team may be open at a weekend; that is still not 'that working day'. */
const outsideWorkingHours = (
  start: Instant,
  { calendar, hours }: DueContext,
): { readonly ok: true; readonly why: readonly string[] } | Refusal => {
  const date = localDateOf(start);
  const today = hoursOn(hours, calendar, date);
  if (!today.ok) return today;
  const asked = whyNotWorking(calendar, date);
  if (!asked.ok) return asked;
  if (asked.why !== undefined) return { ok: true, why: [asked.why] };
  const { open, because } = openAt(hours, calendar, start);
  return { ok: true, why: open ? [] : because };
};

const dueNow = (
  start: Instant,
  context: DueContext,
  why: readonly string[],
  close: WorkingClose,
): DueResult => {
  const because = [startLine(context, start), ...why, "outside working hours it is due now"];
  const point = pointAt(start, "at the start");
  if (!close.ok) return { ...dueResult(context, point, because), warnings: [close.because] };
  const shown = `the next working close, ${formatInstant(close.point.instant)}, is only shown: it does not make it on time`;
  const evidence = { because: [...because, shown], upTo: close.point.date };
  return { ...calendarDueResult(context, point, evidence), outerReading: close.point.instant };
};

const workingDaysTried = 366;

const nextWorkingClose = (start: Instant, { calendar, hours }: DueContext): WorkingClose => {
  const startDate = localDateOf(start);
  const because: string[] = [];
  let date: LocalDate = startDate;
  for (let tried = 0; tried < workingDaysTried; tried += 1) {
    const working = isWorkingDay(calendar, date);
    if (!working.ok) return working;
    const closing = working.working ? closingOn(hours, calendar, date) : undefined;
    if (closing?.ok === true && closing.instant > start) {
      const point: DuePoint = { instant: closing.instant, date, time: closing.time, rule: "closing time" };
      return { ok: true, point, because: [...exceptionsBetween(calendar, startDate, date), ...because] };
    }
    if (closing?.ok === false) because.push(closing.because);
    const next = addWorkingDays(calendar, date, 1);
    if (!next.ok) return next;
    date = next.date;
  }
  return refuse(
    `There is no working close within a year of ${formatInstant(start)}: check the opening hours.`,
  );
};
