import { epochMilliseconds, instantOf, millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import type { ClockOf } from "./clock-kinds.ts";
import { countWords, endWord } from "./count-words.ts";
import { dueResult, pointAt, startLine, type DueContext, type DueResult } from "./due-result.ts";
import { formatDate, formatInstant, localDateOf } from "./format-instant.ts";
import { clockChangeBetween, offsetAt } from "./london-offset.ts";

/** Due at once: the start itself. */
export const dueImmediately = (start: Instant, context: DueContext): DueResult =>
  dueResult(context, pointAt(start, "at the start"), [startLine(context, start), "due at once"]);

/** Elapsed hours or minutes in absolute time, through nights, weekends and clock changes (S2-11, S3-10). */
export const dueAfterElapsed = (
  { kind, count }: ClockOf<"hours"> | ClockOf<"minutes">,
  start: Instant,
  context: DueContext,
): DueResult => {
  const unit = kind === "hours" ? "hour" : "minute";
  const due = plusMilliseconds(start, count * millisecondsIn[unit]);
  const elapsed = `${countWords(count, unit)} elapsed ${endWord(count)} ${formatInstant(due)}`;
  return dueResult(context, pointAt(due, "elapsed"), [
    startLine(context, start),
    ...clockChangeLine(start, due),
    elapsed,
  ]);
};

/** Elapsed time that crosses a clock change ends at another time of day than it began. */
const clockChangeLine = (start: Instant, due: Instant): readonly string[] => {
  const [from, to] = [epochMilliseconds(start), epochMilliseconds(due)];
  const change = clockChangeBetween(from, to);
  if (change === undefined || offsetAt(from) === offsetAt(to)) return [];
  const [direction, shift] = change.after > change.before ? ["forward", "later"] : ["back", "earlier"];
  const date = formatDate(localDateOf(instantOf(change.at)));
  return [`the clocks go ${direction} on ${date}, so it ends one hour ${shift} by the clock`];
};
