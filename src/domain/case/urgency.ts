import type { ReferralFacts, Urgency, UrgencyReason } from "./facts.ts";

type Assessed = {
  readonly urgency: Urgency;
  readonly reason: UrgencyReason;
  readonly because: readonly string[];
};

const urgent = (reason: UrgencyReason, because: string): Assessed => ({
  urgency: "urgent",
  reason,
  because: [because],
});

/**
 * How urgent a referral is, and the one closed reason that its posts show. Immediate risk that is "not known" counts
 * as yes until a person says otherwise with a reason; the gravest reason that applies is the one shown (S2-13).
 */
export const assessUrgency = (facts: ReferralFacts, sentUrgently = false): Assessed => {
  if (facts.immediateRisk === "yes")
    return urgent("immediate-risk", "the sender says the child is at immediate risk");
  if (facts.underPoliceProtection === "yes")
    return urgent("police-protection", "the child is under police protection");
  if (facts.suspect.includes("in-custody")) return urgent("suspect-in-custody", "a suspect is in custody");
  if (facts.suspect.includes("forensic-window"))
    return urgent("forensic-window", "forensic evidence may be lost");
  if (facts.childWithPersonAlleged === "yes")
    return urgent("child-with-person-alleged", "the child is with the person the allegation is about");
  if (facts.suspect.includes("immediate-safeguarding"))
    return urgent("immediate-risk", "the child needs safeguarding immediately");
  if (facts.immediateRisk === "not-known")
    return urgent(
      "immediate-risk",
      "immediate risk is not known, which counts as yes until someone says otherwise",
    );
  if (sentUrgently) return urgent("none", "the sender sent it as urgent, with what was known");
  return { urgency: "standard", reason: "none", because: ["no reason for urgency was given"] };
};
