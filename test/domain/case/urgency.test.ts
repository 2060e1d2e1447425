import { describe, expect, it } from "vitest";
import { assessUrgency } from "../../../src/domain/case/urgency.ts";
import type { ReferralFacts } from "../../../src/domain/case/facts.ts";
import { plainFacts } from "../example-case.ts";

const assessed = (facts: Partial<ReferralFacts>) => assessUrgency({ ...plainFacts, ...facts });

describe("how urgent a referral is", () => {
  it.each<[string, Partial<ReferralFacts>, string]>([
    ["the child is at immediate risk", { immediateRisk: "yes" }, "immediate-risk"],
    [
      "it is not known whether the child is at immediate risk",
      { immediateRisk: "not-known" },
      "immediate-risk",
    ],
    ["the child is under police protection", { underPoliceProtection: "yes" }, "police-protection"],
    ["a suspect is in custody", { suspect: ["in-custody"] }, "suspect-in-custody"],
    ["forensic evidence may be lost", { suspect: ["forensic-window"] }, "forensic-window"],
    ["the child is with the person alleged", { childWithPersonAlleged: "yes" }, "child-with-person-alleged"],
    ["the police safeguard immediately", { suspect: ["immediate-safeguarding"] }, "immediate-risk"],
  ])("says urgent when %s", (_when, facts, reason) => {
    expect(assessed(facts)).toMatchObject({ urgency: "urgent", reason });
    expect(assessed(facts).because).not.toEqual([]);
  });

  it("says standard only when nothing urgent was said and immediate risk was denied", () => {
    expect(assessed({})).toMatchObject({ urgency: "standard", reason: "none" });
  });

  it("shows the gravest reason when several apply", () => {
    const grave: Partial<ReferralFacts> = {
      suspect: ["forensic-window", "in-custody"],
      immediateRisk: "not-known",
    };
    expect(assessed(grave).reason).toBe("suspect-in-custody");
    expect(assessed({ ...grave, underPoliceProtection: "yes" }).reason).toBe("police-protection");
    expect(assessed({ ...grave, immediateRisk: "yes" }).reason).toBe("immediate-risk");
  });

  it("says that not known counts as yes until someone says otherwise", () => {
    expect(assessed({ immediateRisk: "not-known" }).because.join()).toContain("counts as yes");
  });
});
