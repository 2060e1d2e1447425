import type { Agency } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import type { NewCaseEvent } from "../case/case-event.ts";
import type { TakingStep } from "../case/decide-step.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { conditionFacts, holds } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";

const held = "strategy-discussion-held";

/** The agencies that the protocol wants in a strategy discussion and that were not there. */
export const absentFrom = (
  protocol: Protocol,
  state: CaseState,
  present: readonly Agency[],
): readonly Agency[] => {
  const wanted = protocol.gates
    .filter(({ notYet, refuses }) => notYet === undefined && refuses === held)
    .filter(({ when }) => holds(when, conditionFacts(state)))
    .flatMap(({ until }) => ("step" in until && until.step === held ? (until.attendedByAll ?? []) : []));
  return [...new Set(wanted)].filter((agency) => !present.includes(agency));
};

/** A discussion that was held without an agency that must be there says so of itself: that agency is owed a briefing. */
export const inquorate = (state: CaseState, taking: TakingStep, by: Following): readonly NewCaseEvent[] => {
  const { step, present, at, agency } = taking;
  if (step !== held || absentFrom(by.protocol, state, present).length === 0) return [];
  const header = {
    by: taking.by,
    at,
    enteredAt: by.now,
    agency,
    step: "strategy-discussion-inquorate" as const,
    facts: {},
    present,
    agreed: [],
    overrides: [],
    ...(taking.record === undefined ? {} : { record: taking.record }),
  };
  return [
    { type: "StepTaken", version: 1, header, sealed: { compartment: "shared", body: { answers: [] } } },
  ];
};
