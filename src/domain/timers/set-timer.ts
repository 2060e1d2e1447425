import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Deadline, Timer } from "../case/case-state.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { readingsOf } from "../deadlines/one-duty.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import type { Agency } from "../agency.ts";
import { rungDueAt, rungsOf, ladderOf, type Rung } from "./ladder.ts";
import { reminderPlan } from "./reminder-plan.ts";
import { whenToRemind } from "./when-to-remind.ts";

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

type TimerDone = Extract<NewCaseEvent, { type: "TimerDone" }>;
export type TimerEnd = { readonly outcome: TimerDone["header"]["outcome"]; readonly because: string };

/** A timer has been looked at, or something else has replaced it; why is part of the case. */
export const timerDone = ({ id }: Timer, { outcome, because }: TimerEnd, by: Following): TimerDone => ({
  type: "TimerDone",
  version: 1,
  header: { by: "tandem", at: by.now, enteredAt: by.now, timer: id, outcome, because: [because] },
});

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** The next rung of an agency's ladder, or past its end the last resort. */
export const nextRung = (agency: Agency, step: number, state: CaseState, by: Following): TimerAsked => {
  const rung = rungsOf(agency, state, by.area)[step];
  const because = rung === undefined ? "the ladder has no further rung" : `${rung.tell} is the next rung`;
  const dueAt = rung === undefined ? by.now : later(rungDueAt(rung, agency, state), by.now);
  return { kind: "rung", subject: agency, step, dueAt, because };
};

const usualPause = 30;

/** The last rung again after its interval, for a ladder that has nothing else to come. */
const lastRung = (agency: Agency, state: CaseState, by: Following): readonly TimerAsked[] => {
  const rungs = rungsOf(agency, state, by.area);
  const every = rungs.at(-1)?.repeatEvery ?? 0;
  const dueAt = plusMilliseconds(by.now, (every === 0 ? usualPause : every) * millisecondsIn.minute);
  const because = "the ladder has no further rung";
  return rungs.length === 0
    ? []
    : [{ kind: "rung", subject: agency, step: rungs.length - 1, dueAt, because }];
};

const rungFrom = (
  agency: Agency,
  state: CaseState,
  by: Following,
  isNext: (rung: Rung) => boolean,
): readonly TimerAsked[] => {
  const step = rungsOf(agency, state, by.area).findIndex(isNext);
  return step === -1 ? lastRung(agency, state, by) : [nextRung(agency, step, state, by)];
};

/** The first rung after those that stand at no minutes: these are the route's own posts, told already. */
export const firstRung = (agency: Agency, state: CaseState, by: Following): readonly TimerAsked[] =>
  rungFrom(agency, state, by, ({ after }) => after > 0);

/** The first rung whose time has not come yet, for what is no longer urgent: nobody is told twice. */
export const rungToCome = (agency: Agency, state: CaseState, by: Following): readonly TimerAsked[] =>
  rungFrom(agency, state, by, (rung) => rungDueAt(rung, agency, state) > by.now);

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

const reminderAt = (deadline: Deadline, step: number, dueAt: Instant): TimerAsked => {
  return { kind: "reminder", subject: deadline.id, step, dueAt, because: `${deadline.rule} falls due` };
};

/** From which step on, and the instant from which shifts still count as to come. */
export type From = { readonly step: number; readonly at: Instant };

/** The next reminder of a deadline from a step on; none when there is no further one. Those missed are not made up for. */
export const nextReminder = (
  deadline: Deadline,
  { step, at: from }: From,
  state: CaseState,
  by: Following,
): readonly TimerAsked[] => {
  const rule = runningRules(by.protocol).find(({ id }) => id === deadline.clock);
  const plan = rule === undefined ? [] : reminderPlan(rule, deadline, by);
  const urgent = rule?.urgent === true;
  const person = deadline.anchor?.person;
  const reminding = { slot: deadline.owner, state, dueAt: deadline.dueAt, urgent, person };
  const moments = plan.map((one) => ({ kind: one.kind, at: whenToRemind(one, reminding, by, from) }));
  const next = moments.findIndex(
    ({ at, kind }, index) => index >= step && (kind === "overdue" || at > by.now),
  );
  const moment = moments[next];
  return moment === undefined ? [] : [reminderAt(deadline, next, later(moment.at, by.now))];
};

/** The first reminder of a deadline, if it is the first reading of its duty. One whose every reminder is past already, entered late, is reminded of once, now. */
export const firstReminder = (deadline: Deadline, state: CaseState, by: Following): readonly TimerAsked[] => {
  const [first] = readingsOf(deadline, state, by.protocol);
  if (first?.id !== deadline.id) return [];
  const next = nextReminder(deadline, { step: 0, at: by.now }, state, by);
  const rule = runningRules(by.protocol).find(({ id }) => id === deadline.clock);
  const last = (rule === undefined ? [] : reminderPlan(rule, deadline, by)).length - 1;
  return next.length > 0 || last < 0 ? next : [reminderAt(deadline, last, by.now)];
};

/** When somebody who picked it up and then did nothing more is asked again. */
export const nextIdleCheck = (
  hop: number,
  step: number,
  state: CaseState,
  by: Following,
): readonly TimerAsked[] => {
  const minutes = by.area.idleAfter[state.urgency];
  const dueAt = plusMilliseconds(by.now, minutes * millisecondsIn.minute);
  return [{ kind: "idle", subject: String(hop), step, dueAt, because: `${minutes} minutes without a step` }];
};
