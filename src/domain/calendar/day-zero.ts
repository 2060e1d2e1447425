import type { Instant } from "../instant.ts";
import type { ClockOf } from "./clock-kinds.ts";
import type { DueContext } from "./due-result.ts";
import { formatDate, formatInstant, localDateOf } from "./format-instant.ts";
import type { LocalDate } from "./local-date.ts";
import { hoursOn } from "./hours-on.ts";
import { nextOpening } from "./next-opening.ts";
import { openAt } from "./opening-hours.ts";
import type { Refusal } from "./refusal.ts";
import { isWorkingDay } from "./working-days.ts";

interface DayZero {
  readonly ok: true;
  readonly date: LocalDate;
  /** Working days still to be added to the date. */
  readonly count: number;
  readonly because: readonly string[];
}

/** Where the count of working days begins under each way of counting ('the clock semantics'). */
export const dayZero = (
  { count, counting }: ClockOf<"working-days">,
  start: Instant,
  context: DueContext,
): DayZero | Refusal => {
  if (counting === "deemed-received") return deemedReceived(count, start, context);
  if (counting === "inclusive") return inclusive(count, start, context);
  return { ok: true, date: localDateOf(start), count, because: [] };
};

/** What arrives outside opening hours is received at the next opening. */
const deemedReceived = (
  count: number,
  start: Instant,
  { calendar, hours }: DueContext,
): DayZero | Refusal => {
  const date = localDateOf(start);
  const today = hoursOn(hours, calendar, date);
  if (!today.ok) return today;
  if (openAt(hours, calendar, start).open) return { ok: true, date, count, because: [] };
  const opening = nextOpening(hours, calendar, start);
  if (!opening.ok) return opening;
  const received = `outside opening hours, so it counts as received ${formatInstant(opening.instant)}`;
  return { ok: true, date: localDateOf(opening.instant), count, because: [received] };
};

/** The day of the start, when it is a working day, is already day 1. */
const inclusive = (count: number, start: Instant, { calendar }: DueContext): DayZero | Refusal => {
  const date = localDateOf(start);
  const asked = isWorkingDay(calendar, date);
  if (!asked.ok) return asked;
  if (!asked.working) return { ok: true, date, count, because: [] };
  return { ok: true, date, count: count - 1, because: [`${formatDate(date)} counts as day 1`] };
};
