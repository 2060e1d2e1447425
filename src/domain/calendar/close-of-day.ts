import { instantOf, type Instant } from "../instant.ts";
import { closingOn } from "./closing-on.ts";
import { millisecondsInDay } from "./day-index.ts";
import type { DueContext, DuePoint } from "./due-result.ts";
import { formatDate, formatInstant, localDateOf } from "./format-instant.ts";
import { dayIndexOfDate, plusDays, type LocalDate } from "./local-date.ts";
import { millisecondsInMinute, minutesOf } from "./local-time.ts";
import type { Refusal } from "./refusal.ts";
import { notCovered } from "./working-days.ts";
import { instantOfWallTime } from "./wall-time.ts";

export interface DayClose {
  readonly ok: true;
  readonly point: DuePoint;
  /** Why it is not simply the closing time of that day; empty when it is. */
  readonly because: readonly string[];
}

const daysLookedBack = 366;
const endOfDate = "23:59";

/**
 * The close of a day for a clock that started at `start`: its closing time; when the team is shut that day, or had closed
 * before the start, the last closing after the start and before the end of that date; failing that, 23:59 of that date.
 * So it is never later than the date allows and never before the start. A clock that runs backwards has no start.
 */
export const closeOfDay = (
  { calendar, hours }: DueContext,
  date: LocalDate,
  start?: Instant,
): DayClose | Refusal => {
  const closing = closingOn(hours, calendar, date);
  if (closing.ok && (start === undefined || closing.instant >= start)) {
    const { instant, time } = closing;
    return {
      ok: true,
      point: { instant, date, time, rule: "closing time" },
      because: midnightNote(date, time),
    };
  }
  if (calendar.dates[dayIndexOfDate(date) - calendar.firstDay] === undefined) {
    return notCovered(calendar, date);
  }
  const why = closing.ok ? `the team had already closed on ${formatDate(date)}` : shut(closing);
  const earlier = lastClosingBefore({ calendar, hours }, date, start);
  return earlier === undefined ? atEndOfDate(date, start, why) : before(date, earlier, why);
};

const shut = ({ because }: Refusal): string => because.replace(/\.$/, "").replace(/^There/, "there");

/** A working day at a round-the-clock team ends at midnight, which the reader would take for the next day. */
const midnightNote = (date: LocalDate, time: string): readonly string[] =>
  time === "24:00" ? [`00:00 is the midnight at the end of ${formatDate(date)}`] : [];

const lastClosingBefore = (
  { calendar, hours }: DueContext,
  date: LocalDate,
  start: Instant | undefined,
): DuePoint | undefined => {
  const earliest = start === undefined ? plusDays(date, -daysLookedBack) : localDateOf(start);
  for (let back = 1; back <= daysLookedBack; back += 1) {
    const day = plusDays(date, -back);
    const closing = day < earliest ? undefined : closingOn(hours, calendar, day);
    if (closing === undefined) return undefined;
    if (closing.ok && start !== undefined && closing.instant < start) return undefined;
    if (closing.ok) return { instant: closing.instant, date: day, time: closing.time, rule: "closing time" };
  }
  return undefined;
};

const before = (date: LocalDate, point: DuePoint, why: string): DayClose => ({
  ok: true,
  point,
  because: [
    why,
    `the last closing before the end of ${formatDate(date)} is ${formatInstant(point.instant)}, so that it is not late`,
    ...midnightNote(point.date, point.time),
  ],
});

const atEndOfDate = (date: LocalDate, start: Instant | undefined, why: string): DayClose => {
  const local = dayIndexOfDate(date) * millisecondsInDay + minutesOf(endOfDate) * millisecondsInMinute;
  const end = instantOf(instantOfWallTime(local, "first"));
  const instant = start !== undefined && end < start ? start : end;
  const because = [
    why,
    `no closing lies between the start and the end of ${formatDate(date)}, so the time runs to the end of that date`,
  ];
  return { ok: true, point: { instant, date, time: endOfDate, rule: "end of the date" }, because };
};
