import { describe, expect, it } from "vitest";
import type { Agency } from "../../../src/domain/agency.ts";
import {
  discussIn,
  dues,
  numbered,
  openRules,
  pickUpIn,
  referIn,
  rulesOf,
  stepIn,
  toldOnly,
  worldOf,
} from "./of-area.ts";

const samplebury = worldOf("samplebury");
const { protocol } = samplebury;
const friday = "2026-08-28 15:00";
const onFriday = "Fri 28 Aug 2026 15:00 BST";

const slotsAt = (from: Agency, entered: string) =>
  referIn(samplebury, { from, entered }).state.hops.map(({ slot }) => slot);

describe("the protocol of social services and the public protection unit as data", () => {
  it("encodes each of its seventeen rules", () => {
    expect(rulesOf(protocol, "S0")).toEqual(numbered("S0", 17));
  });

  it("only tells of who made it, and demands everything else of somebody (S0-1)", () => {
    expect(toldOnly(protocol, "S0")).toEqual(["S0-1"]);
  });

  it("sets no times of its own: its clocks are those of the law and national guidance", () => {
    expect(protocol.clocks.filter(({ rule }) => rule.startsWith("S0-"))).toEqual([]);
  });

  it("keeps the other agency's case open until the enquiring agency has said how it ended (S0-7, S0-17)", () => {
    expect(protocol.gates.find(({ rule }) => rule === "S0-7")).toMatchObject({
      refuses: "case-closed",
      by: "the other agency",
      when: { mode: ["single-agency"] },
      until: { step: "outcome-notified", by: "the enquiring agency" },
      except: { rule: "S0-17", heldInDocument: { confirmedBy: "the receiving agency" } },
      departure: { by: "manager", needs: ["reason"], tells: "the other agency" },
    });
  });

  it("asks only a reason to leave a joint visit for a possible crime, and a named manager of each agency for harm (S0-9, S0-10)", () => {
    const of = (rule: string) => protocol.presumptions.find((one) => one.rule === rule);
    expect(of("S0-9")).toMatchObject({
      presumes: "joint visit",
      departure: { by: "whoever decides", needs: ["reason"] },
    });
    expect(of("S0-10")).toMatchObject({
      when: { harm: ["physical", "sexual"] },
      presumes: "joint enquiries",
      departure: { by: "manager of each agency", needs: ["reason", "named manager"] },
    });
  });

  it("lets the police leave a joint visit when the social worker says so, or with a reason (S0-14)", () => {
    expect(protocol.gates.find(({ rule }) => rule === "S0-14")).toMatchObject({
      refuses: "joint-visit-ended",
      strength: "confirm with a reason",
      by: "police",
      until: { step: "police-stood-down", by: "social-care" },
    });
  });

  it("asks the uniformed police, not the unit, to protect staff (S0-12)", () => {
    expect(protocol.notices.find(({ rule }) => rule === "S0-12")?.tells).toEqual([
      "police.uniformed-officers",
    ]);
  });
});

describe("the team that is told", () => {
  const desks = [["social-care.duty-team"], ["police.public-protection-unit"]];
  const nights = [["social-care.out-of-hours"], ["police.out-of-hours"]];

  it.each([
    ["Friday 28 August 2026 at 15:00", friday, desks],
    ["Friday at 16:30, when the offices close", "2026-08-28 16:30", nights],
    ["Saturday at noon", "2026-08-29 12:00", nights],
    ["the bank holiday, Monday 31 August, at noon", "2026-08-31 12:00", nights],
    ["Tuesday at 08:30", "2026-09-01 08:30", desks],
  ])("%s", (_name, when, teams) => {
    expect([slotsAt("police", when), slotsAt("social-care", when)]).toEqual(teams);
  });

  it("outside office hours is there by local practice, and says so", () => {
    const local = protocol.routes.filter(({ rule }) => rule.startsWith("LOCAL-"));
    expect(local.map(({ rule }) => rule)).toEqual(["LOCAL-1", "LOCAL-2", "LOCAL-3"]);
    for (const { source, says } of local) {
      expect(source).toBe("local practice; the text is silent");
      expect(says).toContain("local practice");
    }
  });

  it.each(["yes", "not-known"] as const)(
    "is no team for an allegation about a professional, answered %s",
    (about) => {
      const { state, notices } = referIn(samplebury, {
        from: "social-care",
        facts: { allegationAboutProfessional: about },
        entered: friday,
      });
      expect(state.restricted).toBe(true);
      expect(state.hops).toMatchObject([
        { slot: "police.detective-inspector", person: "samplebury-inspector" },
        { slot: "social-care.designated-officer" },
      ]);
      expect(notices.filter(({ to }) => "channel" in to)).toEqual([]);
    },
  );
});

describe("information that may point to a crime (S0-2)", () => {
  const told = (crime: "yes" | "possible" | "not-known" | "no") =>
    referIn(samplebury, { from: "social-care", facts: { crime }, entered: friday });

  it.each(["yes", "possible", "not-known"] as const)(
    "is for social services to discuss now, crime answered %s",
    (crime) => {
      expect(dues(told(crime))).toEqual([
        `S0-2 social-care.worker ${onFriday}`,
        `S0-8 police.officer ${onFriday}`,
        "STAT-1 social-care.worker Tue 1 Sep 2026 17:00 BST",
      ]);
    },
  );

  it("need not be discussed when no crime is possible", () => {
    expect(openRules(told("no"))).toEqual(["S0-8", "STAT-1"]);
  });

  it("is not discussed by being picked up, nor with health, only with the police", () => {
    const picked = pickUpIn(told("possible"), 0, "samplebury-unit-officer", "2026-08-28 15:05");
    expect(openRules(picked)).toContain("S0-2");
    expect(openRules(discussIn(picked, "health", "2026-08-28 15:10"))).toContain("S0-2");
    expect(openRules(discussIn(picked, "police", "2026-08-28 15:10"))).not.toContain("S0-2");
  });

  it("is discussed when the crime shows only later, from then on", () => {
    const later = stepIn(told("no"), { step: "offence-emerged", agency: "social-care" }, "2026-09-02 11:00");
    expect(dues(later)).toContain("S0-2 social-care.worker Wed 2 Sep 2026 11:00 BST");
  });
});

describe("a child protection concern of the police (S0-3)", () => {
  const concern = referIn(samplebury, { from: "police", facts: { crime: "no" }, entered: friday });

  it("is for the unit to discuss now, crime or not", () => {
    expect(dues(concern)).toEqual([
      `S0-3 police.officer ${onFriday}`,
      `S0-8 police.officer ${onFriday}`,
      "STAT-1 social-care.worker Tue 1 Sep 2026 17:00 BST",
    ]);
  });

  it("is discussed once both have talked it over", () => {
    expect(openRules(discussIn(concern, "police", "2026-08-28 15:30"))).not.toContain("S0-3");
  });
});

describe("the check of the intelligence index (S0-8)", () => {
  it("is done for every referral, by the police and by nobody in their place", () => {
    const opened = referIn(samplebury, { from: "police", entered: "2026-08-29 12:00" });
    const checked = (agency: Agency) =>
      openRules(stepIn(opened, { step: "checks-recorded", agency }, "2026-08-29 13:00"));
    expect(checked("social-care")).toContain("S0-8");
    expect(checked("police")).not.toContain("S0-8");
  });
});
