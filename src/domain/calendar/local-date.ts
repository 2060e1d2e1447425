import { civilDateOf, dayIndexOf, type CivilDate, type DayIndex } from "./day-index.ts";
import { refuse, type Refusal } from "./refusal.ts";

/** A calendar date in England, 'YYYY-MM-DD': it exists, it has no time of day, and it compares as text. */
export type LocalDate = string & { readonly __brand: "LocalDate" };

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

export const localDateOfCivil = ({ year, month, day }: CivilDate): LocalDate =>
  `${String(year).padStart(4, "0")}-${twoDigits[month]}-${twoDigits[day]}` as LocalDate;

export const civilOf = (date: LocalDate): CivilDate => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

/** Whole days since 1970-01-01. */
export const dayIndexOfDate = (date: LocalDate): DayIndex => dayIndexOf(civilOf(date));

export const dateOfDayIndex = (index: DayIndex): LocalDate => localDateOfCivil(civilDateOf(index));

/** Reads 'YYYY-MM-DD'; refuses, in words, another form or a date that does not exist (30 February). */
export const parseLocalDate = (text: string): { readonly ok: true; readonly date: LocalDate } | Refusal => {
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) {
    return refuse(`This is not a date. Enter year-month-day with two dashes, for example "2026-09-01".`);
  }
  const date = trimmed as LocalDate;
  const { month } = civilOf(date);
  const exists = month >= 1 && month <= 12 && dateOfDayIndex(dayIndexOfDate(date)) === date;
  return exists ? { ok: true, date } : refuse(`There is no ${trimmed} in the calendar.`);
};

/** A date known to be right (a literal, a stored value). Throws RangeError for what is not a date. */
export const localDate = (text: string): LocalDate => {
  const parsed = parseLocalDate(text);
  if (!parsed.ok) throw new RangeError(parsed.because);
  return parsed.date;
};

export const plusDays = (date: LocalDate, days: number): LocalDate =>
  dateOfDayIndex(dayIndexOfDate(date) + days);

/** 0 for Monday to 6 for Sunday. */
export const weekdayNumber = (index: DayIndex): number => (((index + 3) % 7) + 7) % 7;

export const weekdayOf = (date: LocalDate): Weekday => weekdays[weekdayNumber(dayIndexOfDate(date))] ?? "mon";
