import { describe, expect, it } from "vitest";
import { clockOfDue } from "../../../src/domain/deadlines/clock-of-due.ts";
import { dueBy, dues, numbered, referIn, rulesOf, toldOnly, worldOf } from "./of-area.ts";

const fictown = worldOf("fictown");
const { protocol } = fictown;
const clock = (rule: string) => {
  const found = protocol.clocks.find((one) => one.rule === rule);
  if (found === undefined) throw new Error(`${rule} has no clock`);
  return found;
};
const latest = (rule: string, slot: string, conference: string) =>
  dueBy(fictown, slot, clockOfDue(clock(rule).due), conference);

describe("the Wakefield protocol as data", () => {
  it("encodes each of its seventeen rules, on top of West Yorkshire's twenty-three", () => {
    expect(rulesOf(protocol, "S4")).toEqual(numbered("S4", 17));
    expect(rulesOf(protocol, "S1")).toEqual(numbered("S1", 23));
  });

  it("leaves none of its own rules to advice alone", () => {
    expect(toldOnly(protocol, "S4")).toEqual([]);
  });

  it("takes West Yorkshire's routes, to the teams of its own area (S4-1)", () => {
    const routes = (name: string) => worldOf(name).protocol.routes.map(({ rule }) => rule);
    expect(routes("fictown")).toEqual(routes("testford"));
    const { notices } = referIn(fictown, { from: "social-care", entered: "2026-08-28 15:00" });
    expect(notices[0]?.to).toEqual({ installation: "police", channel: "C0FICTCPPU" });
  });

  it("asks for a reason, and refuses nothing, where the invitation or the report leaves something out", () => {
    const asked = protocol.requires.filter(({ rule }) => ["S4-12", "S4-13", "S4-16"].includes(rule));
    expect(asked.map(({ strength }) => strength)).toEqual(Array(3).fill("confirm with a reason"));
    expect(protocol.gates.filter(({ rule }) => rule.startsWith("S4-"))).toEqual([]);
  });

  it("brings the police to an initial conference on eight grounds (S4-7), and to no review by routine (S4-9)", () => {
    const [initial, review] = protocol.presumptions.filter(({ rule }) => rule.startsWith("S4-"));
    expect(initial).toMatchObject({ rule: "S4-7", presumes: "the police attend" });
    expect(initial?.when?.attendanceGround).toHaveLength(8);
    expect(review).toMatchObject({
      rule: "S4-9",
      presumes: "the police do not attend",
      when: { conference: ["review"], policeInCoreGroup: ["no"] },
    });
  });

  it("sends invitations by secure e-mail (S4-11), and the addendum to the chair and the inspector alone (S4-5)", () => {
    const notice = (rule: string) => protocol.notices.find((one) => one.rule === rule);
    expect(notice("S4-11")).toMatchObject({
      means: "secure e-mail",
      tells: ["police.child-protection-unit"],
    });
    expect(notice("S4-5")?.tells).toEqual(["social-care.conference-chair", "police.safeguarding-inspector"]);
  });
});

describe("the last moment to invite the police, five working days ahead (S4-14)", () => {
  it.each([
    ["Monday 7 September 2026", "2026-09-07 10:00", "Fri 28 Aug 2026 16:30 BST"],
    [
      "Tuesday 8 September, a week and a day after the bank holiday",
      "2026-09-08 10:00",
      "Tue 1 Sep 2026 17:00 BST",
    ],
    ["Monday 4 January 2027", "2027-01-04 10:00", "Wed 23 Dec 2026 17:00 GMT"],
  ])("of a conference on %s", (_name, conference, due) => {
    expect(latest("S4-14", "social-care.duty-team", conference)).toBe(due);
  });

  it("and the first, fifteen ahead, when the day begins", () => {
    const count = clock("S4-14").notBefore?.atMost.count ?? 0;
    const first = { kind: "working-days-before", count, bound: "earliest" } as const;
    expect(dueBy(fictown, "social-care.duty-team", first, "2026-09-07 10:00")).toBe(
      "Fri 14 Aug 2026 08:30 BST",
    );
  });
});

describe("the last moment for a written report, three working days ahead (S4-15)", () => {
  it.each([
    ["Wednesday 2 September 2026", "2026-09-02 10:00", "Thu 27 Aug 2026 17:00 BST"],
    ["Thursday 3 September", "2026-09-03 10:00", "Fri 28 Aug 2026 16:30 BST"],
    ["Monday 4 January 2027", "2027-01-04 10:00", "Tue 29 Dec 2026 17:00 GMT"],
  ])("for a conference on %s", (_name, conference, due) => {
    expect(latest("S4-15", "police.child-protection-unit", conference)).toBe(due);
  });

  it("holds for initial and review conferences alike", () => {
    expect(clock("S4-15").startsWith).toEqual({
      on: "invitation-sent",
      when: { conference: ["initial", "review"] },
      each: { askedFor: "a report", others: "social-care.conference-administrator" },
    });
  });
});

describe("the review of the protocol itself (S4-17)", () => {
  it("is due every two years, by its two owners, and the partnership hears what came of it (S4-17)", () => {
    const [review] = protocol.reviews;
    expect(review).toMatchObject({
      rule: "S4-17",
      every: { count: 24, unit: "months" },
      owners: ["social-care.standards-manager", "police.safeguarding-inspector"],
      outcomeTo: "the safeguarding children partnership",
    });
    expect(protocol.sources.find(({ title }) => title === review?.of)?.reviewDue).toBe("2022-02-28");
  });
});

describe("a referral in the area today", () => {
  it("starts what the law and national guidance start, and nothing that waits for conferences", () => {
    const opened = referIn(fictown, { from: "police", entered: "2026-08-28 15:00" });
    expect(dues(opened)).toEqual(["STAT-1 social-care.worker Tue 1 Sep 2026 17:00 BST"]);
  });
});
