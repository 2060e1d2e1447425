import { formatDate } from "./format-instant.ts";
import { dayIndexOfDate, weekdayOf, type LocalDate } from "./local-date.ts";
import type { DayHours, Period } from "./day-hours.ts";
import type { OpeningHours } from "./opening-hours.ts";
import type { Refusal } from "./refusal.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import { notCovered } from "./working-days.ts";

/** The opening hours of one date and the sentence that says where they come from. */
export interface HoursOn {
  readonly ok: true;
  /** In order of the day; empty when shut. */
  readonly periods: readonly Period[];
  readonly because: string;
}

const allDay: readonly Period[] = [{ open: "00:00", close: "24:00" }];

/** The hours of a date: its own, else shut on a bank holiday or closure (unless as usual), else those of the weekday. */
export const hoursOn = (
  hours: OpeningHours,
  calendar: WorkingCalendar,
  date: LocalDate,
): HoursOn | Refusal => {
  const own = hours.dates[date];
  if (own !== undefined) return ownHours(date, own);
  if (hours.bankHolidays === "closed") {
    if (!covers(calendar, date)) return notCovered(calendar, date);
    const note = calendar.notes.get(date);
    if (note !== undefined && note.kind !== "working") {
      return { ok: true, periods: [], because: `${note.because}, so closed` };
    }
  }
  const periods = periodsOf(hours[weekdayOf(date)]);
  return { ok: true, periods, because: `opening hours on ${formatDate(date)}: ${inWords(periods)}` };
};

const ownHours = (date: LocalDate, own: NonNullable<OpeningHours["dates"][string]>): HoursOn => {
  const explained = typeof own === "object" && "hours" in own ? own : { hours: own, because: "" };
  const periods = periodsOf(explained.hours);
  const reason = explained.because === "" ? "" : ` (${explained.because})`;
  const because = `opening hours on ${formatDate(date)}, set for that date: ${inWords(periods)}${reason}`;
  return { ok: true, periods, because };
};

const covers = (calendar: WorkingCalendar, date: LocalDate): boolean => {
  const position = dayIndexOfDate(date) - calendar.firstDay;
  return position >= 0 && position < calendar.dates.length;
};

const periodsOf = (day: DayHours): readonly Period[] => {
  if (day === "closed") return [];
  if (day === "24 hours") return allDay;
  return day.length === 1 ? day : [...day].sort((one, other) => (one.open < other.open ? -1 : 1));
};

const inWords = (periods: readonly Period[]): string =>
  periods.length === 0 ? "closed" : periods.map(({ open, close }) => `${open} to ${close}`).join(", ");
