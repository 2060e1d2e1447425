import type { CaseState, Timer } from "../case/case-state.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { reminderPlan } from "./reminder-plan.ts";
import type { TimerAsked } from "./set-timer.ts";

const planned = (timer: Timer, state: CaseState, by: Following): TimerAsked | undefined => {
  const deadline = state.deadlines.find(({ id }) => id === timer.subject);
  const rule = runningRules(by.protocol).find(({ id }) => id === deadline?.clock);
  if (deadline === undefined || rule === undefined || deadline.met !== undefined) return undefined;
  const plan = reminderPlan(rule, deadline, by)[timer.step];
  if (plan?.kind !== "owner") return undefined;
  const dueAt = plan.at > by.now ? plan.at : by.now;
  const { kind, subject, step } = timer;
  return dueAt === timer.dueAt
    ? undefined
    : { kind, subject, step, dueAt, because: "it is urgent now, so no shift is waited for" };
};

/** What waited for somebody's shift waits no longer once the case is urgent. */
export const remindSooner = (state: CaseState, by: Following) => {
  const moved = state.timers.flatMap((timer) => {
    const asked = timer.kind === "reminder" ? planned(timer, state, by) : undefined;
    return asked === undefined ? [] : [{ timer, asked }];
  });
  return { ended: moved.map(({ timer }) => timer), asked: moved.map(({ asked }) => asked) };
};
