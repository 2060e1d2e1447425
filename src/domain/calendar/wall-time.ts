import { millisecondsInDay } from "./day-index.ts";
import { clockChangeBetween, offsetAt, type ClockChange } from "./london-offset.ts";

/** What a reading of the clock on the wall means in absolute time (epoch milliseconds). */
export type WallTime =
  | { readonly kind: "once"; readonly at: number }
  | { readonly kind: "skipped"; readonly change: ClockChange }
  | { readonly kind: "twice"; readonly first: number; readonly second: number };

const halfADay = millisecondsInDay / 2;

/** Resolves local milliseconds (day index x 86,400,000 + time of day) to the instants that showed them. */
export const resolveWallTime = (localMilliseconds: number): WallTime => {
  const before = offsetAt(localMilliseconds - halfADay);
  const after = offsetAt(localMilliseconds + halfADay);
  if (before === after) return { kind: "once", at: localMilliseconds - before };
  const early = localMilliseconds - before;
  const late = localMilliseconds - after;
  const earlyIsReal = offsetAt(early) === before;
  const lateIsReal = offsetAt(late) === after;
  if (earlyIsReal && lateIsReal) return { kind: "twice", first: early, second: late };
  if (earlyIsReal) return { kind: "once", at: early };
  if (lateIsReal) return { kind: "once", at: late };
  return { kind: "skipped", change: changeBetween(late, early) };
};

/** Exactly one instant for a time of day that a rule or a table of hours names: a skipped one is the change itself. */
export const instantOfWallTime = (localMilliseconds: number, ifTwice: "first" | "second"): number => {
  const wallTime = resolveWallTime(localMilliseconds);
  if (wallTime.kind === "once") return wallTime.at;
  return wallTime.kind === "twice" ? wallTime[ifTwice] : wallTime.change.at;
};

const changeBetween = (from: number, to: number): ClockChange => {
  const change = clockChangeBetween(from, to);
  if (change === undefined) throw new RangeError(`no clock change between ${from} and ${to}`);
  return change;
};
