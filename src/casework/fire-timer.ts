import { foldCase } from "../domain/case/fold.ts";
import { epochMilliseconds, millisecondsIn, type Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { decideTimer } from "../domain/timers/decide-timer.ts";
import type { Decided, LoadedCase } from "../ports.ts";
import type { Context } from "./context.ts";
import { followingFor } from "./following.ts";
import { wake, type Committed } from "./wake.ts";

export type Firing = { readonly ref: TandemRef; readonly timer: string };
type Fired = { readonly committed?: Committed; readonly tooEarly?: Instant };

const decideFor =
  (context: Context, { timer }: Firing) =>
  (loaded: LoadedCase): Decided<Fired> => {
    const state = foldCase(loaded.events);
    if (state === undefined) return { answer: {} };
    const decided = decideTimer(state, timer, followingFor(context, state, context.clock.dutyNow()));
    if (decided.ok) return { answer: { committed: { ref: loaded.ref, ...decided } }, commit: decided };
    const set = state.timers.find(({ id }) => id === timer);
    return { answer: set === undefined ? {} : { tooEarly: set.dueAt } };
  };

/**
 * Something was to be looked at again, and it is time, or an alarm says so. The case is read as it stands and a pure
 * function answers whom to tell, or why nobody; an alarm that rang early by duty time is put back.
 */
export const fireTimer = async (context: Context, firing: Firing): Promise<"done" | "early"> => {
  if (!(await context.timers.isOpen(firing.timer))) return "done";
  const fired = await context.cases.change(firing.ref, decideFor(context, firing));
  if (fired?.committed !== undefined) wake(context, fired.committed);
  if (fired?.tooEarly === undefined) return "done";
  const revision = Math.floor(epochMilliseconds(context.clock.machineNow()) / millisecondsIn.second);
  context.alarms.wakeTimers([{ id: firing.timer, ref: firing.ref, dueAt: fired.tooEarly, revision }]);
  return "early";
};
