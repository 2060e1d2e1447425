import type { LocalDate } from "./local-date.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import { addWorkingDays } from "./working-days.ts";

/** As many as anybody counts ahead to a meeting. */
const most = 60;

/** How many working days one date lies before another, the day of the first not counted; 0 when it does not. */
export const workingDaysBetween = (calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number => {
  for (let count = 1; count <= most; count += 1) {
    const reached = addWorkingDays(calendar, from, count);
    if (!reached.ok || reached.date > to) return count - 1;
  }
  return most;
};
