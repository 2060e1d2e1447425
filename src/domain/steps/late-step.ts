import type { CaseState } from "../case/case-state.ts";
import { isAtOnce, runningRules, type RunningRule } from "../deadlines/clock-rules.ts";
import type { Instant } from "../instant.ts";
import { conferenceOf, type Meeting } from "../meetings/meeting.ts";
import { holds, type ConditionFacts } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { CaseStep } from "../protocol/vocabulary.ts";

export type Timed = {
  readonly step: CaseStep;
  readonly at: Instant;
  readonly meeting?: Pick<Meeting, "meeting" | "kind" | "startsAt"> | undefined;
};

/** Whoever books a conference decides when it is held. */
const heldAs = ({ step, at, meeting }: Timed): { readonly step: CaseStep; readonly at: Instant } =>
  step === "conference-booked" && meeting !== undefined
    ? { step: "conference-held", at: meeting.startsAt }
    : { step, at };

const meets = ({ metBy }: RunningRule, step: CaseStep, facts: ConditionFacts): boolean =>
  metBy.step === step && (metBy.when === undefined || holds(metBy.when, facts));

/** Whether a step is taken, or the conference that it books would be held, after a duty that it meets falls due. What has no
 * clock is never late. */
export const isLateStep = (timed: Timed, state: CaseState, protocol: Protocol): boolean => {
  const { step, at } = heldAs(timed);
  const conference = conferenceOf(timed.meeting?.kind);
  const facts = conference === undefined ? {} : { conference };
  const rules = runningRules(protocol).filter((rule) => !isAtOnce(rule) && meets(rule, step, facts));
  return state.deadlines.some(
    ({ met, clock, owner, dueAt, anchor }) =>
      met === undefined &&
      at > dueAt &&
      (anchor?.meeting === undefined || anchor.meeting === timed.meeting?.meeting) &&
      rules.some((rule) => rule.id === clock && rule.owner === owner),
  );
};
