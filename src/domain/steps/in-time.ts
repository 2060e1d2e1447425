import { formatInstant } from "../calendar/format-instant.ts";
import { dueAt } from "../calendar/due.ts";
import type { CaseState, Deadline } from "../case/case-state.ts";
import { runningRules, type RunningRule } from "../deadlines/clock-rules.ts";
import { officeHoursFor } from "../deadlines/compute-due.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import type { StepAsked } from "./gates.ts";
import type { Objection } from "./judge.ts";

type Taken = StepAsked & { readonly at: Instant };

/** From when on a duty that is counted back from a meeting may be done; undefined where it may be done at any time. */
export const notBeforeAt = (
  { notBefore, owner }: RunningRule,
  { anchor }: Deadline,
  by: Following,
): Instant | undefined => {
  if (notBefore === undefined || anchor === undefined) return undefined;
  const clock = {
    kind: "working-days-before",
    count: notBefore.atMost.count,
    bound: "earliest",
  } as const;
  const found = dueAt(clock, anchor.at, { calendar: by.calendar, hours: officeHoursFor(by, owner) });
  return found.ok ? found.due : undefined;
};

const isMetBy = ({ metBy }: RunningRule, { anchor }: Deadline, { step, meeting }: Taken): boolean =>
  metBy.step === step &&
  (anchor?.meeting === undefined || meeting === undefined || anchor.meeting === meeting.meeting);

const early = (rule: RunningRule, deadline: Deadline, taken: Taken, by: Following): readonly Objection[] => {
  const from = notBeforeAt(rule, deadline, by);
  if (from === undefined || taken.at >= from) return [];
  const says = `${rule.says}. This is early: the time for it begins on ${formatInstant(from)}`;
  return [{ rule: deadline.rule, says, liftedBy: "reason" }];
};

const late = (rule: RunningRule, deadline: Deadline, taken: Taken): readonly Objection[] => {
  if (rule.lateAs === undefined || taken.at <= deadline.dueAt) return [];
  const says = `${rule.says}. It was due by ${formatInstant(deadline.dueAt)}: it is recorded as "${rule.lateAs}"`;
  return [{ rule: deadline.rule, says, liftedBy: "reason" }];
};

/**
 * What stands against the time of a step: a duty that it meets is done before its time begins, or after it fell due where
 * the protocol asks why. Neither ever stops it; it goes ahead with a reason.
 */
export const objectionsInTime = (state: CaseState, taken: Taken, by: Following): readonly Objection[] =>
  state.deadlines
    .filter(({ met }) => met === undefined)
    .flatMap((deadline) =>
      runningRules(by.protocol)
        .filter(({ id, owner }) => id === deadline.clock && owner === deadline.owner)
        .filter((rule) => isMetBy(rule, deadline, taken))
        .flatMap((rule) => [...early(rule, deadline, taken, by), ...late(rule, deadline, taken)]),
    )
    .filter(
      ({ rule, says }, at, all) => all.findIndex((one) => one.rule === rule && one.says === says) === at,
    );
