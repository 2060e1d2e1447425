import type { HeaderOf } from "./case-event.ts";
import type { CaseState, Disagreement } from "./case-state.ts";

const settles = ({ step, facts }: HeaderOf<"StepTaken">): boolean =>
  step === "disagreement-settled" || (step === "managers-consulted" && facts.disagreement === "settled");

/** The disagreements of a case after a step: it may raise one, or settle those that are open. */
export const disagreementsAfter = (
  { disagreements }: CaseState,
  header: HeaderOf<"StepTaken">,
): readonly Disagreement[] => {
  const { step, agency, at } = header;
  if (step === "disagreement-raised") return [...disagreements, { agency, at }];
  if (!settles(header)) return disagreements;
  return disagreements.map((one) => (one.settledAt === undefined ? { ...one, settledAt: at } : one));
};
