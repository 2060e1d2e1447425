import { foldCase } from "../domain/case/fold.ts";
import { deskNamed } from "../domain/desk/desk.ts";
import { epochMilliseconds, millisecondsIn, type Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { areaOfStream } from "../domain/review/review-state.ts";
import type { EarlierLooked } from "../domain/case/earlier.ts";
import { decideTimer, needsALook } from "../domain/timers/decide-timer.ts";
import type { Decided, LoadedCase } from "../ports.ts";
import { fireReviewTimer } from "./await-reviews.ts";
import type { Context } from "./context.ts";
import { findEarlierOf } from "./earlier-referrals.ts";
import { fireDeskTimer } from "./fire-desk-timer.ts";
import { followingFor } from "./following.ts";
import { wake, type Committed } from "./wake.ts";

/** Which timer, and whose: a case's by its reference, a desk's by its name, an area's by its stream. */
export type Firing = { readonly ref: string; readonly timer: string };
export type Fired = { readonly tooEarly?: Instant };
type FiredInCase = Fired & { readonly committed?: Committed; readonly looksFirst?: true };

const decideFor =
  (context: Context, timer: string, earlier?: EarlierLooked) =>
  (loaded: LoadedCase): Decided<FiredInCase> => {
    const state = foldCase(loaded.events);
    if (state === undefined) return { answer: {} };
    const by = followingFor(context, state, context.clock.dutyNow());
    const isDue = state.timers.some(({ id, dueAt }) => id === timer && dueAt <= by.now);
    if (earlier === undefined && isDue && needsALook(state, timer)) return { answer: { looksFirst: true } };
    const decided = decideTimer(state, timer, by, earlier);
    if (decided.ok) return { answer: { committed: { ref: loaded.ref, ...decided } }, commit: decided };
    const set = state.timers.find(({ id }) => id === timer);
    return { answer: set === undefined ? {} : { tooEarly: set.dueAt } };
  };

const fireCaseTimer = async (context: Context, ref: TandemRef, timer: string): Promise<Fired> => {
  const first = await context.cases.change(ref, decideFor(context, timer));
  // Names are looked at outside the transaction: nothing waits behind a look that takes its time.
  const fired =
    first?.looksFirst === true
      ? await context.cases.change(ref, decideFor(context, timer, await findEarlierOf(context, ref)))
      : first;
  if (fired?.committed !== undefined) wake(context, fired.committed);
  return fired?.tooEarly === undefined ? {} : { tooEarly: fired.tooEarly };
};

const fire = (context: Context, ref: string, timer: string): Promise<Fired> => {
  const [desk, area] = [deskNamed(ref), areaOfStream(ref)];
  if (desk !== undefined) return fireDeskTimer(context, desk, timer);
  return area === undefined
    ? fireCaseTimer(context, ref as TandemRef, timer)
    : fireReviewTimer(context, area, timer);
};

/**
 * Something was to be looked at again, and it is time, or an alarm says so. The case, or the desk, is read as it stands
 * and a pure function answers whom to tell, or why nobody; an alarm that rang early by duty time is put back.
 */
export const fireTimer = async (context: Context, { ref, timer }: Firing): Promise<"done" | "early"> => {
  if (!(await context.timers.isOpen(timer))) return "done";
  const { tooEarly } = await fire(context, ref, timer);
  if (tooEarly === undefined) return "done";
  const revision = Math.floor(epochMilliseconds(context.clock.machineNow()) / millisecondsIn.second);
  context.alarms.wakeTimers([{ id: timer, ref, dueAt: tooEarly, revision }]);
  return "early";
};
