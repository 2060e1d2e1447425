import { dayIndexOf, type DayIndex } from "../calendar/day-index.ts";
import { dayIndexOfDate, weekdayNumber, weekdays } from "../calendar/local-date.ts";
import { localDateOf } from "../calendar/format-instant.ts";
import type { Instant } from "../instant.ts";

/** Where a date that may be somebody's birth begins. */
type Found = readonly number[];

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const between = "[\\s\\-./,]+";
const year = "((?:19|20)\\d\\d|['’]?\\d\\d)";
const day = "(\\d{1,2})(?:st|nd|rd|th)?";

const dayFirst = new RegExp(
  `(?:\\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+)?\\b${day}${between}(?:of\\s+)?${month}${between}${year}(?!\\d)`,
  "gi",
);
const monthFirst = new RegExp(`()\\b${month}${between}${day}${between}${year}(?!\\d)`, "gi");
const numeric = [
  /(?<![\d-])(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/g,
  /(?<![\d-])(?:0?[1-9]|[12]\d|3[01])\s?([-/.])\s?(?:0?[1-9]|1[0-2])\s?\1\s?(?:(?:19|20)?\d\d)(?![\d-])/g,
  /(?<![\d-])(?:0?[1-9]|1[0-2])([-/.])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)?\d\d)(?![\d-])/g,
  /(?<!\d ?)(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]) (?:19|20)\d\d(?! ?\d)/g,
  /(?<!\d)(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)/g,
];
const births = new RegExp(
  `\\b(?:born|birthday|birth|d\\.?o\\.?b)\\b(?=[^\\n|]{0,40}?(?:\\d|\\b${month}\\b))`,
  "gi",
);

/** A weekday that fits its date, not longer ago than this, is how the bot speaks of days. */
const ownDatesReachBackDays = 400;

/** The bot's own instants, which say weekday, time and clock: nobody's birth is written so. */
export const ownInstant =
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d (?:GMT|BST)\b/g;

/** Two figures are of this century up to a few years from now, and of the last one after that. */
const fullYear = (written: string, today: DayIndex): number => {
  const year = Number(written.replace(/^['’]/, ""));
  if (year >= 100) return year;
  return dayIndexOf({ year: year + 2000, month: 1, day: 1 }) > today + 5 * 366 ? year + 1900 : year + 2000;
};

type Written = {
  readonly weekday: string | undefined;
  readonly day: string;
  readonly month: string;
  readonly year: string;
};

/** Whether a date in words may be a birth: it is past, and it is not one of the days that the bot itself speaks of. */
const mayBeBirth = (written: Written, today: DayIndex): boolean => {
  const named = months.indexOf(written.month.slice(0, 3).toLowerCase()) + 1;
  const on = dayIndexOf({ year: fullYear(written.year, today), month: named, day: Number(written.day) });
  if (on > today) return false;
  const isOwn = weekdays[weekdayNumber(on)] === written.weekday?.toLowerCase();
  return !isOwn || today - on > ownDatesReachBackDays;
};

const writtenOf = ([, first = "", second = "", third = "", fourth = ""]: RegExpMatchArray): Written =>
  /^\d/.test(second)
    ? { weekday: first === "" ? undefined : first.slice(0, 3), day: second, month: third, year: fourth }
    : { weekday: undefined, month: second, day: third, year: fourth };

const starts = (text: string, pattern: RegExp): Found =>
  [...text.matchAll(pattern)].map(({ index }) => index);

/**
 * Where dates stand that may be somebody's birth, by an instant of duty time. In figures every date counts, because the
 * bot writes none so; in words, one that is past, unless it is one of the bot's own with its weekday.
 */
export const birthsIn = (text: string, now: Instant): Found => {
  const today = dayIndexOfDate(localDateOf(now));
  const inWords = [dayFirst, monthFirst].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter((found) => mayBeBirth(writtenOf(found), today))
      .map(({ index }) => index),
  );
  return [...inWords, ...[...numeric, births].flatMap((pattern) => starts(text, pattern))];
};

/** The text without the dates in words that may stand: their months are nobody's name. */
export const withoutOwnDates = (text: string): string => text.replaceAll(dayFirst, "|");
