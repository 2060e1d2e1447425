import type { CaseState } from "../case/case-state.ts";
import { learnedFacts, type LearnedFacts } from "../steps/learned-facts.ts";
import type { Condition } from "./vocabulary.ts";

/** The values that a condition may ask about, read from the case alone. */
export type ConditionFacts = Readonly<
  Partial<Record<keyof Condition, string | readonly string[] | undefined>>
>;

/** The facts that this build can know of a case; a rule that asks about any other waits. */
const factsKnown: readonly string[] = [
  "crime",
  "immediateRisk",
  "allegationAboutProfessional",
  "openInvolvement",
  "urgency",
  "sender",
  "sourceKind",
  "incomplete",
  "late",
  ...learnedFacts,
];

export const conditionFacts = (
  state: Pick<CaseState, "facts" | "urgency" | "from"> &
    Partial<Pick<CaseState, "incomplete">> & { readonly learned?: LearnedFacts },
): ConditionFacts => ({
  crime: state.facts.crime,
  immediateRisk: state.facts.immediateRisk,
  allegationAboutProfessional: state.facts.allegationAboutProfessional,
  openInvolvement: state.facts.openInvolvement,
  urgency: state.urgency,
  sender: state.from,
  sourceKind: state.facts.sourceKind ?? "not-known",
  incomplete: state.incomplete === true ? "yes" : "no",
  ...state.learned,
});

/** The facts that conditions ask about and this build cannot know. */
export const unknownFacts = (conditions: readonly (Condition | undefined)[]): readonly string[] =>
  conditions.flatMap((when) => Object.keys(when ?? {}).filter((fact) => !factsKnown.includes(fact)));

/** Whether every fact that a condition names has one of the values it gives; a missing condition always holds. */
export const holds = (condition: Condition | undefined, facts: ConditionFacts): boolean =>
  Object.entries(condition ?? {}).every(([fact, allowed]) => {
    const known = facts[fact as keyof Condition] ?? [];
    return [known].flat().some((value) => (allowed as readonly string[]).includes(value));
  });
