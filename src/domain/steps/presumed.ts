import type { CaseState } from "../case/case-state.ts";
import { isInEffect } from "../case/departures.ts";
import type { ConditionFacts } from "../protocol/condition.ts";
import { holds } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import { hasForm } from "./choosable.ts";
import type { RecordableStep } from "./recordable-step.ts";
import type { StepAsked } from "./gates.ts";
import type { LearnedFact } from "./learned-facts.ts";

export type Presumption = Protocol["presumptions"][number];

type Left = {
  readonly steps: readonly RecordableStep[];
  /** What each of them has to say anew, besides what it decides anyway. */
  readonly asks: readonly LearnedFact[];
  readonly leaves: (asked: StepAsked) => boolean;
};

const notJoint: Left = {
  steps: ["mode-decided"],
  asks: [],
  leaves: ({ facts: { mode } }) => mode === "single-agency" || mode === "none",
};

/** Ticked when the invitation goes out, and settled once a report is there. */
const attendanceIs = (attendance: "required" | "report-enough"): Left => ({
  steps: ["invitation-sent", "attendance-settled"],
  asks: ["attendance"],
  leaves: ({ facts }) => facts.attendance === attendance,
});

/** Which steps leave what a protocol presumes. What is not here no step of this build can leave. */
const leftBy: Readonly<Partial<Record<Presumption["presumes"], Left>>> = {
  "joint enquiries": notJoint,
  "joint visit": notJoint,
  "the police attend": attendanceIs("report-enough"),
  "the police do not attend": attendanceIs("required"),
  // A plan that does not say who interviews is not known to be joint.
  "joint interviews": {
    steps: ["interview-planned"],
    asks: ["interview"],
    leaves: ({ facts: { interview } }) => interview !== "joint",
  },
  // It is advice: who has not said whether they follow it has not left it.
  "the threshold matrix is followed": {
    steps: [
      "assessment-decided",
      "mode-decided",
      "strategy-discussion-held",
      "enquiry-started",
      "enquiry-completed",
    ],
    asks: ["matrix"],
    leaves: ({ facts: { matrix } }) => matrix === "more" || matrix === "less",
  },
};

/** The steps at which a presumption can be left, the first of them where it is decided first. */
export const stepsLeaving = ({ presumes }: Presumption): readonly RecordableStep[] =>
  leftBy[presumes]?.steps ?? [];

/** What the presumptions of a protocol ask at a step each time that it is taken. */
export const askedAnew = ({ presumptions }: Protocol, step: RecordableStep): readonly LearnedFact[] =>
  presumptions
    .filter(({ notYet }) => notYet === undefined)
    .flatMap(({ presumes }) => leftBy[presumes] ?? [])
    .flatMap(({ steps, asks }) => (steps.includes(step) ? asks : []));

/** Whether this build can see that a presumption is left; nobody leaves it by a step that nobody can take yet. */
export const isWatched = ({ presumes }: Presumption): boolean =>
  leftBy[presumes]?.steps.some(hasForm) ?? false;

/** Whether a step leaves what the protocol presumes, with no departure from it in effect. */
export const isLeft = (
  presumption: Presumption,
  { departures }: CaseState,
  asked: StepAsked,
  facts: ConditionFacts,
): boolean => {
  const left = leftBy[presumption.presumes];
  return (
    left?.steps.includes(asked.step) === true &&
    left.leaves(asked) &&
    holds(presumption.when, facts) &&
    !departures.some((one) => one.presumption === presumption.id && isInEffect(one))
  );
};
