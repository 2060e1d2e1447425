import type { Agency } from "../../src/domain/agency.ts";
import type { CaseState } from "../../src/domain/case/case-state.ts";
import { decideStep, type StepRefused } from "../../src/domain/case/decide-step.ts";
import type { Decision } from "../../src/domain/case/decide-answer.ts";
import type { Following } from "../../src/domain/deadlines/follow-clocks.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { conditionFacts } from "../../src/domain/protocol/condition.ts";
import type { RecordableStep } from "../../src/domain/steps/recordable-step.ts";
import type { LearnedFacts } from "../../src/domain/steps/learned-facts.ts";
import { fieldsFor, leftOut } from "../../src/domain/steps/required.ts";

export type AStep = {
  readonly step: RecordableStep;
  readonly agency: Agency;
  readonly facts?: LearnedFacts;
  readonly assessment?: "required" | "not-required" | undefined;
  readonly by?: string;
  readonly at?: Instant;
  readonly present?: readonly Agency[];
  readonly actingNow?: true;
  readonly expectedAt?: Instant;
};

/** A step with everything answered that the protocol asks for, for stories that are about something else. */
export const aStep = (state: CaseState, said: AStep, by: Following): Decision | StepRefused => {
  const { step, agency, assessment } = said;
  const facts = { ...said.facts, ...(assessment === undefined ? {} : { assessment }) };
  const known = conditionFacts({ ...state, learned: { ...state.learned, ...facts } });
  const asked =
    step === "referral-completed"
      ? leftOut(by.protocol, state.missing)
      : fieldsFor(by.protocol, { step, agency }, known);
  const answers = asked.map(({ field }) => ({
    field,
    text: "Fictional",
  }));
  const details = { note: "Fictional note", answers };
  const whole = {
    step,
    agency,
    facts,
    details,
    present: said.present ?? [],
    agreed: [],
    isManager: false,
  };
  const actingNow = said.actingNow ?? false;
  const expected = said.expectedAt === undefined ? {} : { expectedAt: said.expectedAt };
  return decideStep(
    state,
    { ...whole, ...expected, actingNow, by: said.by ?? "somebody", at: said.at ?? by.now },
    by,
  );
};
