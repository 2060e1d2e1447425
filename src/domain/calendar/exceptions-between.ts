import { dateOfDayIndex, dayIndexOfDate, weekdayNumber, type LocalDate } from "./local-date.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/**
 * The sentences of a derivation: each day, both ends included and in either order, that is not what its weekday says.
 * Ordinary weekends, and bank holidays that fall on one, explain nothing and are left out.
 */
export const exceptionsBetween = (
  calendar: WorkingCalendar,
  one: LocalDate,
  other: LocalDate,
): readonly string[] => {
  const [from, to] = one < other ? [one, other] : [other, one];
  const sentences: string[] = [];
  const last = dayIndexOfDate(to);
  for (let day = dayIndexOfDate(from); day <= last; day += 1) {
    const note = calendar.notes.get(dateOfDayIndex(day));
    const isWeekend = weekdayNumber(day) >= 5;
    if (note !== undefined && isWeekend === (note.kind === "working")) sentences.push(note.because);
  }
  return sentences;
};
