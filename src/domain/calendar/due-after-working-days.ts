import { instantOf, type Instant } from "../instant.ts";
import type { ClockOf } from "./clock-kinds.ts";
import { closeOfDay, type DayClose } from "./close-of-day.ts";
import { countWords, endWord } from "./count-words.ts";
import { dayZero } from "./day-zero.ts";
import { millisecondsInDay } from "./day-index.ts";
import { calendarDueResult, startLine, type DueContext, type DueResult } from "./due-result.ts";
import { exceptionsBetween } from "./exceptions-between.ts";
import {
  formatDate,
  formatInstant,
  localDateOf,
  localTimeOf,
  millisecondsIntoDay,
} from "./format-instant.ts";
import { dayIndexOfDate, type LocalDate } from "./local-date.ts";
import { instantOfWallTime, resolveWallTime } from "./wall-time.ts";
import { addWorkingDays } from "./working-days.ts";

/**
 * N working days after: day 0 is the date of the trigger whatever the hour, and it is due at the close of day N (S2-9).
 * The other ways of counting are for protocols that say so.
 */
export const dueAfterWorkingDays = (
  clock: ClockOf<"working-days">,
  start: Instant,
  context: DueContext,
): DueResult => {
  const zero = dayZero(clock, start, context);
  if (!zero.ok) return zero;
  const last = addWorkingDays(context.calendar, zero.date, zero.count);
  if (!last.ok) return last;
  const end =
    clock.counting === "same-time" ? sameTimeOn(last.date, start) : closeOfDay(context, last.date, start);
  if (!end.ok) return end;
  return calendarDueResult(context, end.point, {
    because: [
      startLine(context, start),
      ...zero.because,
      ...exceptionsBetween(context.calendar, localDateOf(start), last.date),
      ...endLines(clock.count, last.date, end),
    ],
    upTo: last.date,
  });
};

const endLines = (count: number, date: LocalDate, { point, because }: DayClose): readonly string[] => {
  const days = `${countWords(count, "working day")} ${endWord(count)}`;
  const ends = `${days} ${formatInstant(point.instant)}`;
  return point.date === date && point.rule !== "end of the date"
    ? [ends, ...because]
    : [`${days} on ${formatDate(date)}`, ...because, `due ${formatInstant(point.instant)}`];
};

/** The same time of day, to the millisecond: a skipped one is the clock change itself, of two the first is taken. */
const sameTimeOn = (date: LocalDate, start: Instant): DayClose => {
  const local = dayIndexOfDate(date) * millisecondsInDay + millisecondsIntoDay(start);
  const instant = instantOf(instantOfWallTime(local, "first"));
  const time = localTimeOf(start);
  return {
    ok: true,
    point: { instant, date, time, rule: "same local time" },
    because: clockChangeNote[resolveWallTime(local).kind].map(
      (note) => `${time} ${note} on ${formatDate(date)}`,
    ),
  };
};

const clockChangeNote: Readonly<Record<"once" | "skipped" | "twice", readonly string[]>> = {
  once: [],
  skipped: ["does not exist, because the clocks go forward, so the moment of the change is used,"],
  twice: ["happens twice, because the clocks go back, and the first is used,"],
};
