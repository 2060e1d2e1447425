import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Deadline, Timer } from "../case/case-state.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import type { Agency } from "../agency.ts";
import { rungDueAt, rungsOf, ladderOf } from "./ladder.ts";
import { reminderPlan } from "./reminder-plan.ts";

type TimerSet = Extract<NewCaseEvent, { type: "TimerSet" }>;
export type TimerAsked = Pick<Timer, "kind" | "subject" | "step" | "dueAt"> & { readonly because: string };

/** Sets a timer: when something is to be looked at again, and because of what, is part of the case. */
export const setTimer = ({ because, ...timer }: TimerAsked, by: Following): TimerSet => ({
  type: "TimerSet",
  version: 1,
  header: {
    by: "tandem",
    at: by.now,
    enteredAt: by.now,
    timer: by.nextId(),
    ...timer,
    because: [because],
  },
});

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** The next rung of an agency's ladder, or past its end the last resort. */
export const nextRung = (agency: Agency, step: number, state: CaseState, by: Following): TimerAsked => {
  const rung = rungsOf(agency, state, by.area)[step];
  const because = rung === undefined ? "the ladder has no further rung" : `${rung.tell} is the next rung`;
  const dueAt = rung === undefined ? by.now : later(rungDueAt(rung, state), by.now);
  return { kind: "rung", subject: agency, step, dueAt, because };
};

/** The first rung that the route itself has not told already. */
export const firstRung = (agency: Agency, state: CaseState, by: Following): readonly TimerAsked[] => {
  const rungs = rungsOf(agency, state, by.area);
  const step = rungs.findIndex(({ after }) => after > 0);
  return rungs.length === 0 ? [] : [nextRung(agency, step === -1 ? rungs.length : step, state, by)];
};

/** When the sender is told again that nobody has it: at the area's interval, a local practice. */
export const nextSenderUpdate = (agency: Agency, state: CaseState, by: Following): readonly TimerAsked[] => {
  const minutes = ladderOf(agency, by.area)?.tellSenderEvery[state.urgency];
  if (minutes === undefined || minutes === 0) return [];
  const dueAt = plusMilliseconds(by.now, minutes * millisecondsIn.minute);
  return [
    {
      kind: "sender",
      subject: agency,
      step: 0,
      dueAt,
      because: `every ${minutes} minutes until somebody has it`,
    },
  ];
};

/** The next reminder of a deadline after those up to a step; none when there is no further one. */
export const nextReminder = (deadline: Deadline, step: number, by: Following): readonly TimerAsked[] => {
  const rule = runningRules(by.protocol).find(({ id }) => id === deadline.clock);
  const plan = rule === undefined ? [] : reminderPlan(rule, deadline, by);
  const next = plan.findIndex(({ at, kind }, index) => index >= step && (kind === "overdue" || at > by.now));
  const reminder = plan[next];
  if (reminder === undefined) return [];
  const dueAt = later(reminder.at, by.now);
  return [
    { kind: "reminder", subject: deadline.id, step: next, dueAt, because: `${deadline.rule} falls due` },
  ];
};

/** When somebody who picked it up and then did nothing more is asked again. */
export const nextIdleCheck = (hop: number, state: CaseState, by: Following): readonly TimerAsked[] => {
  const minutes = by.area.idleAfter[state.urgency];
  const dueAt = plusMilliseconds(by.now, minutes * millisecondsIn.minute);
  return [
    { kind: "idle", subject: String(hop), step: 0, dueAt, because: `${minutes} minutes without a step` },
  ];
};
