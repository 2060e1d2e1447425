import { dayIndexOf } from "./day-index.ts";
import { civilOf, localDateOfCivil, type LocalDate } from "./local-date.ts";

/** The same day of the month so many months on; the last day of a month that is too short for it. */
export const plusMonths = (date: LocalDate, months: number): LocalDate => {
  const start = civilOf(date);
  const monthsSinceYearZero = start.year * 12 + start.month - 1 + months;
  const year = Math.floor(monthsSinceYearZero / 12);
  const month = monthsSinceYearZero - year * 12 + 1;
  return localDateOfCivil({ year, month, day: Math.min(start.day, lastDayOf(year, month)) });
};

const lastDayOf = (year: number, month: number): number => {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return dayIndexOf({ ...next, day: 1 }) - dayIndexOf({ year, month, day: 1 });
};
