import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import { decideStep, type TakingStep } from "../../../src/domain/case/decide-step.ts";
import type { Following } from "../../../src/domain/deadlines/follow-clocks.ts";

type Said = Partial<Omit<TakingStep, "details">> & Pick<TakingStep, "step" | "agency">;

/** A step as somebody takes it now; what stands against it is thrown in its own words. */
export const take = (
  state: CaseState,
  said: Said,
  by: Following,
  written: Partial<TakingStep["details"]> = {},
): Decision => {
  const details = { answers: [], ...written };
  const whole = { facts: {}, present: [], agreed: [], by: "somebody", isManager: false, actingNow: false };
  const decided = decideStep(state, { ...whole, at: by.now, ...said, details }, by);
  if (!decided.ok) throw new Error(`${decided.rule}: ${decided.because}`);
  return decided;
};
