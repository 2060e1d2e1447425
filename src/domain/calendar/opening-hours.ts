import { z } from "zod";
import { epochMilliseconds, type Instant } from "../instant.ts";
import { dayHoursSchema } from "./day-hours.ts";
import { formatInstant, localDateOf } from "./format-instant.ts";
import { hoursOn } from "./hours-on.ts";
import { dayIndexOfDate, parseLocalDate } from "./local-date.ts";
import { spellOf } from "./open-spells.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

const dateHoursSchema = z.union([
  dayHoursSchema,
  z.strictObject({ hours: dayHoursSchema, because: z.string().min(1) }).readonly(),
]);

const dateKey = z
  .string()
  .refine((text) => parseLocalDate(text).ok, "a date is year-month-day, such as '2026-12-24'");

/**
 * A team's opening hours by the clock on the wall, half-open [open, close) ('the clock semantics'). A date's own hours
 * win over everything; then `bankHolidays: closed` shuts bank holidays and the administrator's closures; then the week.
 */
export const openingHoursSchema = z
  .strictObject({
    mon: dayHoursSchema,
    tue: dayHoursSchema,
    wed: dayHoursSchema,
    thu: dayHoursSchema,
    fri: dayHoursSchema,
    sat: dayHoursSchema,
    sun: dayHoursSchema,
    dates: z.record(dateKey, dateHoursSchema).readonly().default({}),
    bankHolidays: z.enum(["closed", "as usual"]).default("closed"),
  })
  .readonly();

export type OpeningHours = z.infer<typeof openingHoursSchema>;

/**
 * Whether a team is open at an instant, half-open [open, close): open at 08:30:00, shut at 17:00:00 (S2-12). An instant
 * outside the working calendar counts as shut and says so: the out-of-hours route is the one that is always staffed.
 */
export const openAt = (
  hours: OpeningHours,
  calendar: WorkingCalendar,
  instant: Instant,
): { readonly open: boolean; readonly because: readonly string[] } => {
  const date = localDateOf(instant);
  const today = hoursOn(hours, calendar, date);
  if (!today.ok) return { open: false, because: [today.because, "so it counts as closed"] };
  const at = epochMilliseconds(instant);
  const day = dayIndexOfDate(date);
  const open = today.periods.some((period) => {
    const { start, end } = spellOf(day, period);
    return at >= start && at < end;
  });
  const verdict = `${formatInstant(instant)} is ${open ? "inside" : "outside"} opening hours`;
  return { open, because: [today.because, verdict] };
};
