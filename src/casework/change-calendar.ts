import { decideClosure, type ClosureAsked } from "../domain/calendar/decide-closure.ts";
import type { LocalDate } from "../domain/calendar/local-date.ts";
import type { Context } from "./context.ts";
import { followCalendar, type Followed } from "./follow-calendar.ts";

export type CalendarAnswer =
  | (Followed & { readonly ok: true; readonly date: LocalDate; readonly wasSoAlready: boolean })
  | { readonly ok: false; readonly says: string };

/**
 * An administrator takes a day out of the working calendar, or puts one into it. That is written down first; then every
 * open case follows. Asked again, it only finishes what is not finished.
 */
export const changeCalendar = async (
  context: Context,
  asked: Omit<ClosureAsked, "at">,
): Promise<CalendarAnswer> => {
  const at = context.clock.dutyNow();
  const decided = await context.calendars.change((inForce) => decideClosure({ ...asked, at }, inForce));
  if (!decided.ok) return { ok: false, says: decided.because };
  context.reference.useClosures(await context.calendars.inForce());
  const followed = await followCalendar(context);
  return { ok: true, date: decided.date, wasSoAlready: decided.event === undefined, ...followed };
};
