import { epochMilliseconds, type Instant } from "../instant.ts";
import { millisecondsInDay } from "./day-index.ts";
import { civilOf, dateOfDayIndex, dayIndexOfDate, weekdayNumber, type LocalDate } from "./local-date.ts";
import { localTimeOfMinutes, millisecondsInMinute, type LocalTime } from "./local-time.ts";
import { offsetAt } from "./london-offset.ts";

export type OffsetName = "GMT" | "BST";

const weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
// Our own table: the en-GB of ICU prints 'Sept'.
const monthNames = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** 'Tue 1 Sep 2026'. */
export const formatDate = (date: LocalDate): string => {
  const { year, month, day } = civilOf(date);
  const weekday = weekdayNames[weekdayNumber(dayIndexOfDate(date))];
  return `${weekday} ${day} ${monthNames[month - 1]} ${year}`;
};

/** 'Tue 1 Sep 2026 17:00 BST': local date and time in England to the minute, and which clock was in force. */
export const formatInstant = (instant: Instant): string =>
  `${formatDate(localDateOf(instant))} ${localTimeOf(instant)} ${offsetNameOf(instant)}`;

/** The date in England: 23:30 UTC in summer is already the next day. */
export const localDateOf = (instant: Instant): LocalDate =>
  dateOfDayIndex(Math.floor(localMilliseconds(instant) / millisecondsInDay));

/** The time of day in England, to the minute (seconds are cut off). */
export const localTimeOf = (instant: Instant): LocalTime =>
  localTimeOfMinutes(Math.floor(millisecondsIntoDay(instant) / millisecondsInMinute));

/** Milliseconds that the clock on the wall shows after midnight; not always the time elapsed since then. */
export const millisecondsIntoDay = (instant: Instant): number => {
  const local = localMilliseconds(instant);
  return local - Math.floor(local / millisecondsInDay) * millisecondsInDay;
};

export const offsetNameOf = (instant: Instant): OffsetName =>
  offsetAt(epochMilliseconds(instant)) === 0 ? "GMT" : "BST";

const localMilliseconds = (instant: Instant): number => {
  const at = epochMilliseconds(instant);
  return at + offsetAt(at);
};
