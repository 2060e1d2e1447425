import { describe, expect, it } from "vitest";
import { clockOfDue } from "../../../src/domain/deadlines/clock-of-due.ts";
import { dueBy, dues, numbered, referIn, rulesOf, toldOnly, worldOf } from "./of-area.ts";

const exampleshire = worldOf("exampleshire");
const { protocol } = exampleshire;
const gate = (rule: string) => protocol.gates.find((one) => one.rule === rule);
const own = ({ state }: ReturnType<typeof referIn>) =>
  dues({ state: { ...state, deadlines: state.deadlines.filter(({ rule }) => rule.startsWith("S2-")) } });

describe("the Leicester, Leicestershire and Rutland protocol as data", () => {
  it("encodes each of its twenty-seven rules", () => {
    expect(rulesOf(protocol, "S2")).toEqual(numbered("S2", 27));
  });

  it("only tells of those that demand nothing of anyone", () => {
    expect(toldOnly(protocol, "S2")).toEqual(["S2-1", "S2-6", "S2-19"]);
  });

  it("says who leads, who interviews, who times the arrest and who settles the criminal outcome", () => {
    expect(protocol.deciders.map(({ rule, who }) => [rule, ...who])).toEqual([
      ["S2-4", "social-care.worker"],
      ["S2-5", "police.officer"],
      ["S2-23", "police.officer"],
      ["S2-24", "police.officer"],
      ["S2-26", "police.manager", "police.charging-lawyer"],
    ]);
  });

  it("asks for a reason before the parents are told, and for nothing before the child is seen (S2-25)", () => {
    expect(gate("S2-25")).toMatchObject({
      refuses: "talk-with-family-planned",
      strength: "confirm with a reason",
      when: { suspect: ["not-interviewed", "not-known"] },
      until: { attendedByAll: ["social-care", "police"] },
    });
  });

  it("takes neither accident nor sexual behaviour as a reason before the family's history is known (S2-21)", () => {
    expect(gate("S2-21")).toMatchObject({
      refuses: "not-referred",
      when: { reasonNotToRefer: ["accident-likelier", "sexual-behaviour"] },
      until: { step: "checks-recorded", by: "social-care" },
    });
  });

  it("has no gate in front of telling, enquiring or protecting", () => {
    const never = [
      "referral-recorded",
      "strategy-discussion-requested",
      "enquiry-started",
      "police-protection-started",
    ];
    for (const { refuses } of protocol.gates) expect(never).not.toContain(refuses);
  });

  it("puts a crime that emerges on the crime system as well (S2-7, S2-22)", () => {
    const clock = protocol.clocks.find(({ rule }) => rule === "S2-7");
    expect(clock).toMatchObject({ owner: "police.officer", metBy: { step: "crime-recorded", by: "owner" } });
    expect(clock?.alsoStartsWith?.map(({ rule, on }) => [rule, on])).toEqual([["S2-22", "offence-emerged"]]);
  });

  it("looks again every month at what the Crown Prosecution Service has, and says that the month is local (S2-27)", () => {
    const clock = protocol.clocks.find(({ rule }) => rule === "S2-27");
    if (clock === undefined) throw new Error("S2-27 has no clock");
    expect(clock.says).toContain("local practice");
    const due = dueBy(exampleshire, "police.child-referral-team", clockOfDue(clock.due), "2026-08-28 15:00");
    expect(due).toContain("28 Sep 2026");
  });
});

describe("a referral of Friday 28 August 2026 at 15:00, before the bank holiday", () => {
  const decision = "S2-9 social-care.worker Tue 1 Sep 2026 17:00 BST";

  it("gives social care a day for the discussion and until Tuesday's close for the assessment", () => {
    const opened = referIn(exampleshire, { from: "social-care", entered: "2026-08-28 15:00" });
    expect(own(opened)).toEqual([decision, "S2-11 social-care.worker Sat 29 Aug 2026 15:00 BST"]);
  });

  it("asks for no discussion when nothing points to a crime (S2-20)", () => {
    const noCrime = { from: "social-care", facts: { crime: "no" }, entered: "2026-08-28 15:00" } as const;
    expect(own(referIn(exampleshire, noCrime))).toEqual([decision]);
  });

  it("has the police tell social care before they close, whatever the section that the child is helped under (S2-8)", () => {
    const opened = referIn(exampleshire, { from: "police", entered: "2026-08-28 15:00" });
    expect(own(opened)).toEqual([decision, "S2-12 police.officer Fri 28 Aug 2026 16:30 BST"]);
  });
});
