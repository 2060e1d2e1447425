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
  type Opened,
} from "./of-area.ts";

const mockley = worldOf("mockley");
const { protocol } = mockley;
const friday = "2026-08-28 15:00";

const slotsAt = (from: Agency, entered: string) =>
  referIn(mockley, { from, entered }).state.hops.map(({ slot }) => slot);

const remindedOf = ({ state }: Opened) =>
  state.timers
    .filter(({ kind }) => kind === "reminder")
    .map(({ subject }) => state.deadlines.find(({ id }) => id === subject)?.rule);

describe("the Bexley procedure as data", () => {
  it("encodes each of its twenty-eight rules", () => {
    expect(rulesOf(protocol, "S3")).toEqual(["S3-0", ...numbered("S3", 27)]);
  });

  it("only tells of its aims, of knowing the threshold, and of what goes before it", () => {
    expect(toldOnly(protocol, "S3")).toEqual(["S3-1", "S3-2", "S3-13", "S3-27"]);
  });

  it("books no initial conference before a strategy meeting of all three agencies, and has no departure (S3-26)", () => {
    const gate = protocol.gates.find(({ rule }) => rule === "S3-26");
    expect(gate).toMatchObject({
      refuses: "conference-booked",
      when: { conference: ["initial"] },
      until: { step: "strategy-discussion-held", attendedByAll: ["social-care", "police", "health"] },
    });
    expect(gate).not.toHaveProperty("departure");
  });

  it("only asks for a reason when a strategy discussion or a medical lacks an agency, and holds up no enquiry (S3-12, S3-20)", () => {
    const own = protocol.gates.filter(({ rule }) => rule.startsWith("S3-"));
    const strengths = own.map(({ rule, strength }) => [rule, strength ?? "refuse"]);
    expect(strengths).toEqual([
      ["S3-12", "confirm with a reason"],
      ["S3-20", "confirm with a reason"],
      ["S3-26", "refuse"],
    ]);
    expect(protocol.gates.map(({ refuses }) => refuses)).not.toContain("enquiry-started");
    expect(protocol.gates.find(({ rule }) => rule === "S3-20")?.until).toMatchObject({
      agreedByAll: ["social-care", "police", "health"],
    });
  });

  it("guesses nothing where advice vi is broken: it asks what the risk matrix came to (S3-8)", () => {
    const entry = protocol.requires.find(({ rule }) => rule === "S3-8");
    expect(entry?.fields).toEqual(["what the risk matrix came to"]);
    expect(entry?.source).toContain("broken");
  });

  it("was to be reviewed in February 2018 (S3-0)", () => {
    expect(protocol.sources[0]?.reviewDue).toMatch(/^2018-02-/);
    expect(protocol.reviews).toMatchObject([
      {
        rule: "S3-0",
        of: protocol.sources[0]?.title,
        every: { count: 12, unit: "months" },
        owners: ["social-care.head-of-child-protection", "police.detective-inspector"],
      },
    ]);
  });
});

describe("the team that is told (S3-3)", () => {
  const desks = [["social-care.mash"], ["police.referral-desk"]];
  const nights = [["social-care.out-of-hours"], ["police.out-of-hours"]];

  it.each([
    ["Friday 28 August 2026 at 15:00 (S3-3)", friday, desks],
    ["Friday at 16:30, when hub and desk close", "2026-08-28 16:30", nights],
    ["Saturday at noon", "2026-08-29 12:00", nights],
    ["the bank holiday, Monday 31 August, at noon", "2026-08-31 12:00", nights],
    ["Tuesday at 08:30", "2026-09-01 08:30", desks],
  ])("%s", (_name, when, teams) => {
    expect([slotsAt("police", when), slotsAt("social-care", when)]).toEqual(teams);
  });

  it("outside office hours is there by local practice, and says so", () => {
    const local = protocol.routes.filter(({ rule }) => rule.startsWith("LOCAL-"));
    expect(local.map(({ rule }) => rule)).toEqual(["LOCAL-31", "LOCAL-32", "LOCAL-33"]);
    for (const { source, says } of local) {
      expect(source).toBe("local practice; the text is silent");
      expect(says).toContain("local practice");
    }
  });

  it.each(["yes", "not-known"] as const)(
    "is no team for an allegation about a professional, answered %s",
    (about) => {
      const facts = { allegationAboutProfessional: about };
      const { state, notices } = referIn(mockley, { from: "police", facts, entered: friday });
      expect(state.restricted).toBe(true);
      expect(state.hops).toMatchObject([
        { slot: "police.detective-inspector", person: "mockley-inspector" },
        { slot: "social-care.designated-officer" },
      ]);
      expect(notices.filter(({ to }) => "channel" in to)).toEqual([]);
    },
  );
});

describe("what comes in to the hub (S3-4, S3-10)", () => {
  const byPolice = (entered: string, learned?: string) =>
    referIn(mockley, { from: "police", entered, ...(learned === undefined ? {} : { learned }) });

  it("is dealt with and decided by Saturday at 15:00 when it came on Friday at 15:00, bank holiday or not", () => {
    expect(dues(byPolice(friday))).toEqual([
      "S3-4 social-care.worker Sat 29 Aug 2026 15:00 BST",
      "S3-5 social-care.worker Sat 29 Aug 2026 15:00 BST",
      "S3-10 social-care.worker Sat 29 Aug 2026 15:00 BST",
      "STAT-1 social-care.worker Tue 1 Sep 2026 17:00 BST",
    ]);
  });

  it("has twenty-four hours that pass, so on the night the clocks go back it is due an hour earlier by the clock", () => {
    expect(dues(byPolice("2026-10-24 15:00"))).toEqual([
      "S3-4 social-care.worker Sun 25 Oct 2026 14:00 GMT",
      "S3-5 social-care.worker Sun 25 Oct 2026 14:00 GMT",
      "S3-10 social-care.worker Sun 25 Oct 2026 14:00 GMT",
      "STAT-1 social-care.worker Mon 26 Oct 2026 17:00 GMT",
    ]);
  });

  it("counts from when it reached the hub, not from when the police learned of it", () => {
    expect(dues(byPolice(friday, "2026-08-26 09:00"))).toEqual(dues(byPolice(friday)));
  });

  it("counts for social care from when it learned of it, so that entering it late buys no time", () => {
    const late = referIn(mockley, { from: "social-care", entered: friday, learned: "2026-08-27 10:00" });
    expect(dues(late)).toContain("S3-10 social-care.worker Fri 28 Aug 2026 10:00 BST");
  });

  it("reminds once for its three readings, by the earliest, and one decision meets them all", () => {
    const opened = byPolice(friday);
    expect(remindedOf(opened)).toEqual(["S3-4", "S3-5"]);
    const decided = stepIn(
      opened,
      { step: "assessment-decided", agency: "social-care", assessment: "not-required" },
      "2026-08-28 16:00",
    );
    expect(openRules(decided), "the form to the desk is a duty of its own").toEqual(["S3-5"]);
  });

  it("is not decided by whoever picks it up", () => {
    const picked = pickUpIn(byPolice(friday), 0, "mockley-social-worker", "2026-08-28 15:05");
    expect(openRules(picked)).toEqual(["S3-4", "S3-5", "S3-10", "STAT-1"]);
  });
});

describe("a child at immediate risk (S3-5)", () => {
  const at = (immediateRisk: "yes" | "no" | "not-known", from: Agency = "social-care") =>
    referIn(mockley, { from, facts: { immediateRisk }, entered: "2026-08-29 03:00" });

  it.each(["social-care", "police"] as const)(
    "referred by %s is rung about now, not within a day",
    (from) => {
      expect(dues(at("yes", from))).toContain("S3-5 social-care.worker Sat 29 Aug 2026 03:00 BST");
    },
  );

  const rung = ({ state }: Opened) =>
    state.deadlines.filter(({ clock, met }) => clock === "ring-the-desk" && met === undefined).length;

  it("is the only one to be rung about under this rule; the others have a day for the form", () => {
    expect(rung(at("yes"))).toBe(1);
    for (const answer of ["no", "not-known"] as const) {
      expect(rung(at(answer))).toBe(0);
      expect(dues(at(answer))).toContain("S3-5 social-care.worker Sun 30 Aug 2026 03:00 BST");
    }
  });

  it("has been rung about once social care and the police have spoken; the form is still to follow", () => {
    expect(rung(discussIn(at("yes"), "health", "2026-08-29 03:10"))).toBe(1);
    const spoken = discussIn(at("yes"), "police", "2026-08-29 03:10");
    expect(rung(spoken)).toBe(0);
    expect(openRules(spoken)).toContain("S3-5");
    const sent = stepIn(spoken, { step: "form-sent", agency: "social-care" }, "2026-08-29 03:20");
    expect(openRules(sent)).not.toContain("S3-5");
  });

  it("has no form that may take a day: the clock of the 87a leaves immediate risk out", () => {
    const form = protocol.clocks.find(({ rule }) => rule === "S3-5");
    expect(form?.startsWith.when?.immediateRisk).toEqual(["no", "not-known"]);
    expect(form?.says).toContain("the strictest reading");
  });
});
