import type { OffsetName } from "./format-instant.ts";
import { localTimeOfMinutes, type LocalTime } from "./local-time.ts";
import { refuse, type Refusal } from "./refusal.ts";

export interface StatedTime {
  readonly time: LocalTime;
  /** Which of the two clocks the person named; absent when they named none. */
  readonly offset?: OffsetName;
}

const shape = /^(\d{1,2})[:.](\d{2})(?:\s*([a-z]+))?$|^(\d{2})(\d{2})(?:\s*([a-z]+))?$/i;

const howToEnter = 'Enter hours and minutes on the 24-hour clock, for example "14:30".';

/*
 * A refusal never repeats what was typed: it is shown outside the form, and people type names into the wrong box.
 */

/** Reads '14:30', '14.30', '1430', '9:05' or '01:30 BST' (any case); refuses in words what to enter instead. */
export const parseLocalTime = (text: string): ({ readonly ok: true } & StatedTime) | Refusal => {
  const match = shape.exec(text.trim());
  if (match === null) return refuse(`This is not a time of day. ${howToEnter}`);
  const hour = Number(match[1] ?? match[4]);
  const minute = Number(match[2] ?? match[5]);
  if (hour === 24 && minute === 0) {
    return refuse('24:00 is the start of the next day. Enter "00:00" with the next day\'s date.');
  }
  if (hour > 23 || minute > 59) return refuse(`There is no such time. ${howToEnter}`);
  return withOffset(localTimeOfMinutes(hour * 60 + minute), match[3] ?? match[6]);
};

const withOffset = (
  time: LocalTime,
  suffix: string | undefined,
): ({ readonly ok: true } & StatedTime) | Refusal => {
  if (suffix === undefined) return { ok: true, time };
  const offset = suffix.toUpperCase();
  if (offset === "GMT" || offset === "BST") return { ok: true, time, offset };
  return refuse(`What follows the time is not understood. ${howToEnter} Only BST or GMT may follow it.`);
};
