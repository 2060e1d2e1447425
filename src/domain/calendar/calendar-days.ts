import { bankHolidaysIn, type BankHoliday } from "./bank-holidays.ts";
import { dayIndexOf, type DayIndex } from "./day-index.ts";
import { formatDate } from "./format-instant.ts";
import { dateOfDayIndex, weekdayNumber, type LocalDate } from "./local-date.ts";

/** A day that an administrator took out of the working calendar or put into it, at any time. */
export interface Closure {
  readonly date: LocalDate;
  readonly kind: "closed" | "working";
  readonly because: string;
}

/** Why a date is not what its weekday says. */
export interface DayNote {
  readonly kind: "bank holiday" | "closed" | "working";
  /** 'Mon 31 Aug 2026 is a bank holiday (Summer Bank Holiday)'. */
  readonly because: string;
}

export type DayNotes = ReadonlyMap<LocalDate, DayNote>;

/** The bank holidays of the years, then the administrator's days, which win; of two for a date the later wins. */
export const dayNotes = (holidays: readonly BankHoliday[], closures: readonly Closure[]): DayNotes => {
  const notes = new Map<LocalDate, DayNote>();
  for (const { date, name } of holidays) {
    notes.set(date, {
      kind: "bank holiday",
      because: `${formatDate(date)} is a bank holiday (${name})`,
    });
  }
  for (const { date, kind, because } of closures) {
    const what = kind === "closed" ? "not a working day" : "a working day";
    notes.set(date, { kind, because: `${formatDate(date)} is ${what} (${because})` });
  }
  return notes;
};

export const holidaysOfYears = (firstYear: number, lastYear: number): readonly BankHoliday[] =>
  Array.from({ length: lastYear - firstYear + 1 }, (_, year) => firstYear + year).flatMap(bankHolidaysIn);

/** Every date from 1 January of the first year to 31 December of the last. */
export const datesOfYears = (firstYear: number, lastYear: number): readonly LocalDate[] => {
  const first = firstDayOf(firstYear);
  return Array.from({ length: firstDayOf(lastYear + 1) - first }, (_, day) => dateOfDayIndex(first + day));
};

export const firstDayOf = (year: number): DayIndex => dayIndexOf({ year, month: 1, day: 1 });

/** Monday to Friday, unless a note says otherwise. */
export const isWorking = (day: DayIndex, note: DayNote | undefined): boolean =>
  note === undefined ? weekdayNumber(day) < 5 : note.kind === "working";
