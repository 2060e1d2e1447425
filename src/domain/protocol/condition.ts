import type { CaseState } from "../case/case-state.ts";
import type { Condition } from "./vocabulary.ts";

/** The values that a condition may ask about, read from the case alone. */
export type ConditionFacts = Readonly<Partial<Record<keyof Condition, string | undefined>>>;

/** The facts that this build can know of a case; a rule that asks about any other waits. */
export const factsKnown: readonly string[] = [
  "crime",
  "immediateRisk",
  "allegationAboutProfessional",
  "openInvolvement",
  "urgency",
  "sender",
  "assessment",
] satisfies readonly (keyof Condition)[];

export const conditionFacts = (
  state: Pick<CaseState, "facts" | "urgency" | "from" | "assessment">,
): ConditionFacts => ({
  crime: state.facts.crime,
  immediateRisk: state.facts.immediateRisk,
  allegationAboutProfessional: state.facts.allegationAboutProfessional,
  openInvolvement: state.facts.openInvolvement,
  urgency: state.urgency,
  sender: state.from,
  assessment: state.assessment,
});

/** Whether every fact that a condition names has one of the values it gives; a missing condition always holds. */
export const holds = (condition: Condition | undefined, facts: ConditionFacts): boolean =>
  Object.entries(condition ?? {}).every(([fact, allowed]) => {
    const value = facts[fact as keyof Condition];
    return value !== undefined && (allowed as readonly string[]).includes(value);
  });
