import type { CaseState } from "../case/case-state.ts";
import { isInEffect } from "../case/departures.ts";
import type { ConditionFacts } from "../protocol/condition.ts";
import { holds } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { RecordableStep } from "./catalogue.ts";
import type { StepAsked } from "./gates.ts";

export type Presumption = Protocol["presumptions"][number];

type Left = { readonly step: RecordableStep; readonly leaves: (asked: StepAsked) => boolean };

const notJoint: Left = {
  step: "mode-decided",
  leaves: ({ facts: { mode } }) => mode === "single-agency" || mode === "none",
};

/** Which step leaves what a protocol presumes. What is not here no step of this build can leave. */
const leftBy: Readonly<Partial<Record<Presumption["presumes"], Left>>> = {
  "joint enquiries": notJoint,
  "joint visit": notJoint,
};

/** Whether this build can see that a presumption is left. */
export const isWatched = ({ presumes }: Presumption): boolean => leftBy[presumes] !== undefined;

/** Whether a step leaves what the protocol presumes, with no departure from it in effect. */
export const isLeft = (
  presumption: Presumption,
  { departures }: CaseState,
  asked: StepAsked,
  facts: ConditionFacts,
): boolean => {
  const left = leftBy[presumption.presumes];
  return (
    left?.step === asked.step &&
    left.leaves(asked) &&
    holds(presumption.when, facts) &&
    !departures.some((one) => one.presumption === presumption.id && isInEffect(one))
  );
};
