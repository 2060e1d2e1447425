import Holidays from "date-holidays";
import { localDate, type LocalDate } from "./local-date.ts";

/** The release whose rules are used; a test compares it with the one installed. */
export const bankHolidaySource = "date-holidays@3.37.0";

/** The last year that the official list of England and Wales covers; later years are worked out by rule alone. */
export const officialUntil = 2028;

export interface BankHoliday {
  readonly date: LocalDate;
  readonly name: string;
}

const england = new Holidays("GB", "ENG");

/**
 * The bank holidays of England and Wales in one year, by local date. Of the library's list only type 'public' counts
 * (observances do not); it also holds the weekend originals (Saturday 25 December) beside their substitute days.
 */
export const bankHolidaysIn = (year: number): readonly BankHoliday[] =>
  england
    .getHolidays(year, "en")
    .filter(({ type }) => type === "public")
    .map(({ date, name }) => ({ date: localDate(date.slice(0, 10)), name: asTitle(name) }))
    .filter(({ date }) => date.startsWith(`${year}-`));

const asTitle = (name: string): string => name.replace("bank holiday", "Bank Holiday");
