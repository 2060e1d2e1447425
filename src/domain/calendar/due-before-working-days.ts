import { instantOf, type Instant } from "../instant.ts";
import type { ClockOf } from "./clock-kinds.ts";
import { closeOfDay, type DayClose } from "./close-of-day.ts";
import { openingOn } from "./closing-on.ts";
import { countWords } from "./count-words.ts";
import { millisecondsInDay } from "./day-index.ts";
import { calendarDueResult, startLine, type DueContext, type DueResult } from "./due-result.ts";
import { exceptionsBetween } from "./exceptions-between.ts";
import { formatDate, formatInstant, localDateOf } from "./format-instant.ts";
import { dayIndexOfDate, plusDays, type LocalDate } from "./local-date.ts";
import type { Refusal } from "./refusal.ts";
import { instantOfWallTime } from "./wall-time.ts";
import { addWorkingDays } from "./working-days.ts";

/**
 * N working days before an event, whose day is day 0: 'latest' is "by", the closing time of that day; 'earliest' is "not
 * earlier than", its opening time (S4-14). Clear days leave N whole working days in between.
 */
export const dueBeforeWorkingDays = (
  { count, bound, clearDays }: ClockOf<"working-days-before">,
  event: Instant,
  context: DueContext,
): DueResult => {
  const eventDate = localDateOf(event);
  const first = addWorkingDays(context.calendar, eventDate, -(count + (clearDays === true ? 1 : 0)));
  if (!first.ok) return first;
  const limit =
    bound === "latest" ? closeOfDay(context, first.date) : openOfDay(context, first.date, eventDate);
  if (!limit.ok) return limit;
  const days = countWords(count, clearDays === true ? "clear working day" : "working day");
  return calendarDueResult(context, limit.point, {
    because: [
      startLine({ ...context, startWord: context.startWord ?? "event" }, event),
      ...exceptionsBetween(context.calendar, first.date, eventDate),
      `${days} before is ${formatDate(first.date)}`,
      ...limit.because,
      `${bound === "latest" ? "by" : "not earlier than"} ${formatInstant(limit.point.instant)}`,
    ],
    upTo: eventDate,
  });
};

/** The opening of a day; when the team is shut, its next opening before the event, failing that midnight. */
const openOfDay = (
  { calendar, hours }: DueContext,
  date: LocalDate,
  eventDate: LocalDate,
): DayClose | Refusal => {
  for (let day = date; day < eventDate; day = plusDays(day, 1)) {
    const opening = openingOn(hours, calendar, day);
    if (opening.ok) {
      const { instant, time } = opening;
      const because =
        day === date ? [] : [`the team is shut on ${formatDate(date)} and opens next on ${formatDate(day)}`];
      return { ok: true, point: { instant, date: day, time, rule: "opening time" }, because };
    }
  }
  const midnight = instantOf(instantOfWallTime(dayIndexOfDate(date) * millisecondsInDay, "first"));
  return {
    ok: true,
    point: { instant: midnight, date, time: "00:00", rule: "opening time" },
    because: [
      `the team does not open between ${formatDate(date)} and the event, so that whole day may be used`,
    ],
  };
};
