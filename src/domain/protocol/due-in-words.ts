import { durationInWords, plain, slotInWords } from "./in-words.ts";
import type { ClockRule, Due } from "./protocol-schema.ts";

const fromInWords = {
  learned: "it happened or was learned",
  entered: "it was written down",
  referral: "the agency knew of the referral",
  "initiating discussion": "the strategy discussion was held at which it began",
  "latest discussion": "the latest strategy discussion was held",
} as const;

const countingInWords = {
  "day-zero": "the day it starts on is day 0",
  "deemed-received": "out of hours it counts as received at the next opening",
  "same-time": "at the same time of day",
  inclusive: "the day it starts on is counted",
} as const;

const within = (due: Extract<Due, { within: unknown }>): string =>
  [
    `within ${durationInWords(due.within)} of when ${fromInWords[due.from]}`,
    due.counting === undefined ? "" : ` (${countingInWords[due.counting]})`,
    due.lastUsable === true ? ", on the last working day that is not later" : "",
  ].join("");

/** When a duty is due, as a protocol words it. */
export const dueInWords = (due: Due): string => {
  if ("immediately" in due) return "at once";
  if ("at" in due) return "before the time that is expected";
  if ("within" in due) return within(due);
  if ("by" in due)
    return [
      `by the end of the working day of the ${slotInWords(due.hoursOf)} on which ${fromInWords[due.from]}`,
      due.outOfHours === "now" ? "out of hours at once" : "out of hours by its next closing time",
    ].join("; ");
  return `at least ${durationInWords(due.atLeast)}${due.clearDays === true ? " (clear days)" : ""} before ${plain(due.before)}`;
};

/** The earliest time, where the rule gives one too. */
export const notBeforeInWords = ({ notBefore }: Pick<ClockRule, "notBefore">): string | undefined =>
  notBefore === undefined
    ? undefined
    : `at most ${durationInWords(notBefore.atMost)} before ${plain(notBefore.before)}`;
