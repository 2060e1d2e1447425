import type { Instant } from "../instant.ts";
import type { Clock } from "./clock-kinds.ts";
import { dueAfterElapsed, dueImmediately } from "./due-elapsed.ts";
import { dueAfterWorkingDays } from "./due-after-working-days.ts";
import { dueAtEndOfWorkingDay } from "./due-end-of-working-day.ts";
import { dueBeforeWorkingDays } from "./due-before-working-days.ts";
import { dueAfterCalendarDays, dueAfterMonths } from "./due-on-date.ts";
import type { DueContext, DueResult } from "./due-result.ts";
import { refuse } from "./refusal.ts";

/**
 * When a clock that starts at an instant is due (for 'working-days-before', the instant of the event), and the derivation
 * a person can check ('the clock semantics': S2-9, S2-11, S2-12, S4-14, STAT-11). Refused, never guessed, outside the
 * years of the calendar and for a count that is not a whole number of 1 or more.
 */
export const dueAt = (clock: Clock, start: Instant, context: DueContext): DueResult => {
  if (!countsSomething(clock)) {
    return refuse("A clock counts a whole number of hours, days or months, and at least 1.");
  }
  switch (clock.kind) {
    case "immediate":
      return dueImmediately(start, context);
    case "minutes":
    case "hours":
      return dueAfterElapsed(clock, start, context);
    case "end-of-working-day":
      return dueAtEndOfWorkingDay(clock, start, context);
    case "working-days":
      return dueAfterWorkingDays(clock, start, context);
    case "working-days-before":
      return dueBeforeWorkingDays(clock, start, context);
    case "calendar-days":
      return dueAfterCalendarDays(clock, start, context);
    case "months":
      return dueAfterMonths(clock, start, context);
  }
};

const countsSomething = (clock: Clock): boolean =>
  !("count" in clock) || (Number.isSafeInteger(clock.count) && clock.count >= 1);

/** A deadline is inclusive: done exactly at it is on time, a second later is late. */
export const isLate = (due: Instant, doneAt: Instant): boolean => doneAt > due;
