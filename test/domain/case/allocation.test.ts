import { describe, expect, it } from "vitest";
import { decideName, decideRelease } from "../../../src/domain/case/decide-named.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { CaseRole } from "../../../src/domain/case/access-event-schemas.ts";
import { whomToRemind } from "../../../src/domain/timers/whom-to-remind.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, openCase, pickUp } from "../example-case.ts";

const now = "2026-09-01 11:00";
const by = followingAt(at(now));
const opened = pickUp(
  openCase({ entered: "2026-09-01 10:00" }),
  0,
  "referral-desk-officer",
  "2026-09-01 10:05",
);
const manager = (agency: "social-care" | "police") => ({
  person: area.people.find((one) => one.agency === agency && one.roles.includes("manager"))?.person ?? "",
  agency,
});

const name = (state: CaseState, person: string, as: CaseRole, agency: "social-care" | "police") => {
  const decided = decideName(state, { person, as, by: manager(agency) }, by);
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};
const reminded = (state: CaseState, slot: string) =>
  whomToRemind({ slot, state, dueAt: by.now }, by, by.now).to.map((to) => ("person" in to ? to.person : to));
const told = ({ notices }: ReturnType<typeof name>, kind: string) =>
  notices.filter(({ model }) => model.kind === kind).map(({ to }) => ("person" in to ? to.person : to));

describe("who a duty of an agency belongs to", () => {
  it("is whoever sent it or picked it up, until it is allocated; then it is theirs, and reminders move", () => {
    expect(reminded(opened.state, "police.officer")).toEqual(["referral-desk-officer"]);
    const allocated = name(opened.state, "second-desk-officer", "officer-in-the-case", "police");
    expect(reminded(allocated.state, "police.officer")).toEqual(["second-desk-officer"]);
    expect(reminded(opened.state, "social-care.worker")).toEqual(["duty-social-worker"]);
    const worker = name(allocated.state, "second-social-worker", "social-worker", "social-care");
    expect(reminded(worker.state, "social-care.worker")).toEqual(["second-social-worker"]);
  });

  it("is not whoever is named as something else", () => {
    const consulted = name(opened.state, "second-desk-officer", "consulted", "police");
    expect(reminded(consulted.state, "police.officer")).toEqual(["referral-desk-officer"]);
    expect(told(consulted, "allocated")).toEqual([]);
  });

  it("falls back to whoever picked it up when the person allocated is taken off, or has left", () => {
    const { state } = name(opened.state, "second-desk-officer", "officer-in-the-case", "police");
    const naming = {
      person: "second-desk-officer",
      as: "officer-in-the-case" as const,
      by: manager("police"),
    };
    const released = decideRelease(state, { ...naming, reason: "Fictional." }, by);
    if (!released.ok) throw new Error(released.because);
    expect(reminded(released.state, "police.officer")).toEqual(["referral-desk-officer"]);
    const people = area.people.filter(({ person }) => person !== "second-desk-officer");
    const without = { ...by, area: { ...area, people } };
    const whom = whomToRemind({ slot: "police.officer", state, dueAt: by.now }, without, by.now);
    expect(whom.to).toEqual([{ installation: "police", person: "referral-desk-officer" }]);
  });

  it("is the managers' where the protocol says so of the part, whatever it is called", () => {
    const slots = {
      ...by.protocol.slots,
      "police.manager": { kind: "case-role" as const, says: "A fictional part" },
    };
    const named = { ...by, protocol: { ...by.protocol, slots } };
    const whom = whomToRemind({ slot: "police.manager", state: opened.state, dueAt: by.now }, named, by.now);
    expect(whom.to).toEqual([{ installation: "police", person: "referral-desk-officer" }]);
    expect(reminded(opened.state, "police.manager")).not.toContain("referral-desk-officer");
  });
});

describe("when it is allocated", () => {
  const first = name(opened.state, "duty-social-worker", "social-worker", "social-care");

  it("they hear it, and the other agency's worker hears who it is, with a telephone", () => {
    expect(told(first, "named-in-case")).toEqual(["duty-social-worker"]);
    expect(told(first, "allocated")).toEqual(["referral-desk-officer"]);
    expect(first.notices.find(({ model }) => model.kind === "allocated")?.model).toMatchObject({
      to: "duty-social-worker",
      telephone: "01632 960111",
    });
  });

  it("moves to whoever is named next, and whoever had it hears that; it can move back", () => {
    const second = name(first.state, "second-social-worker", "social-worker", "social-care");
    expect(second.state.allocated).toEqual({ "social-care": "second-social-worker" });
    expect(told(second, "allocation-moved")).toEqual(["duty-social-worker"]);
    const back = name(second.state, "duty-social-worker", "social-worker", "social-care");
    expect(back.state.allocated).toEqual({ "social-care": "duty-social-worker" });
  });

  it("is not done twice to the same person", () => {
    const again = { person: "duty-social-worker", as: "social-worker" as const, by: manager("social-care") };
    expect(decideName(first.state, again, by)).toMatchObject({ ok: false, rule: "named-already" });
  });
});
