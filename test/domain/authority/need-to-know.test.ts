import { describe, expect, it } from "vitest";
import {
  compartmentsOf,
  hasTakenAccess,
  isNamedIn,
  mayKnowOf,
} from "../../../src/domain/authority/need-to-know.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { at } from "../calendar/example-team.ts";
import { area, openCase, pickUp, tellByTelephone } from "../example-case.ts";

const entered = "2026-09-01 10:00";
const open = openCase({ entered });
const restricted = openCase({ entered, facts: { allegationAboutProfessional: "yes" } });

const known = (person: string) => {
  const found = area.people.find((one) => one.person === person);
  if (found === undefined) throw new Error(`there is no ${person}`);
  return found;
};
const knowing = (state: CaseState): readonly string[] =>
  area.people.filter((person) => mayKnowOf(state, person)).map(({ person }) => person);
const everybody = area.people.map(({ person }) => person);
const named = (state: CaseState, person: string): CaseState => ({
  ...state,
  named: [{ person, agency: "police", as: "consulted" }],
});

describe("who may know of a case", () => {
  it("is everybody who is registered, as long as it is not restricted", () => {
    expect(knowing(open.state)).toEqual(everybody);
  });

  it("is of a restricted one its sender and whom it names, and nobody else", () => {
    expect(knowing(restricted.state)).toEqual(["duty-social-worker", "inspector-for-the-area"]);
    expect(knowing(named(restricted.state, "second-desk-officer"))).toEqual([
      "duty-social-worker",
      "second-desk-officer",
      "inspector-for-the-area",
    ]);
  });

  it("is never one whom it must be kept from: not when named, not when they sent it, restricted or not", () => {
    const keptFrom = (state: CaseState, person: string): CaseState => ({
      ...state,
      excluded: known(person).identities,
    });
    expect(knowing(keptFrom(open.state, "team-manager"))).not.toContain("team-manager");
    expect(knowing(keptFrom(restricted.state, "duty-social-worker"))).toEqual(["inspector-for-the-area"]);
    const both = keptFrom(named(restricted.state, "second-desk-officer"), "second-desk-officer");
    expect(knowing(both)).not.toContain("second-desk-officer");
  });

  it("tells a person by any identity that Slack knows them by, and nobody by half of one", () => {
    const [identity] = known("team-manager").identities;
    if (identity === undefined) throw new Error("no identity");
    const from = (excluded: CaseState["excluded"]) => mayKnowOf({ ...open.state, excluded }, manager);
    const other = { installation: "police", team: "T0POLICE", user: "U0OTHER" };
    const manager = { person: "team-manager", identities: [other, identity] };
    expect(from([other])).toBe(false);
    expect(from([identity])).toBe(false);
    expect(from([{ ...identity, installation: "police" }])).toBe(true);
    expect(from([{ ...identity, team: "T0OTHER" }])).toBe(true);
  });
});

describe("whom a case names", () => {
  it("is whom the route leads to, who has it, and who is on its list", () => {
    expect(isNamedIn(restricted.state, "inspector-for-the-area")).toBe(true);
    expect(isNamedIn(open.state, "referral-desk-officer")).toBe(false);
    const had = pickUp(open, 0, "referral-desk-officer", "2026-09-01 10:05");
    expect(isNamedIn(had.state, "referral-desk-officer")).toBe(true);
    expect(isNamedIn(named(open.state, "second-desk-officer"), "second-desk-officer")).toBe(true);
  });

  it("is not whoever wrote down that somebody was told by telephone", () => {
    const told = tellByTelephone(open, 0, "second-social-worker", "2026-09-01 10:05");
    expect(isNamedIn(told.state, "second-social-worker")).toBe(false);
  });
});

describe("access that was taken", () => {
  const taken = (...untils: readonly string[]): CaseState => ({
    ...restricted.state,
    taken: untils.map((until) => ({ person: "night-social-worker", until: at(until) })),
  });
  const holds = (state: CaseState, now: string, person = "night-social-worker") =>
    hasTakenAccess(state, person, at(now));

  it("ends at its minute", () => {
    const state = taken("2026-09-01 14:00");
    expect(holds(state, "2026-09-01 13:59")).toBe(true);
    expect(holds(state, "2026-09-01 14:00")).toBe(false);
  });

  it("is that person's alone, and holds again once it is taken again", () => {
    const state = taken("2026-09-01 14:00", "2026-09-01 20:00");
    expect(holds(state, "2026-09-01 15:00")).toBe(true);
    expect(holds(state, "2026-09-01 15:00", "team-manager")).toBe(false);
    expect(holds(restricted.state, "2026-09-01 10:00")).toBe(false);
  });
});

describe("the compartments that a person's keys open", () => {
  const addenda = [
    { note: "one", by: "team-manager", readers: ["team-manager", "duty-social-worker"], readersAs: [] },
    {
      note: "two",
      by: "referral-desk-officer",
      readers: ["referral-desk-officer"],
      readersAs: [{ agency: "social-care", as: "chair" }],
    },
  ] as const;
  const named = [
    { person: "relief-chair", agency: "social-care", as: "chair" },
    { person: "sergeant", agency: "police", as: "chair" },
  ] as const;
  const opens = (person: string, agency: string) => compartmentsOf({ addenda, named }, { person, agency });

  it("are what both agencies share, their own agency's, and each addendum that names them", () => {
    expect(opens("team-manager", "social-care")).toEqual(["shared", "social-care", "addendum/one"]);
    expect(opens("referral-desk-officer", "police")).toEqual(["shared", "police", "addendum/two"]);
    expect(opens("second-desk-officer", "police")).toEqual(["shared", "police"]);
  });

  it("are a conference's addendum too, for whoever is named as its chair later, of the chair's own agency (S4-5)", () => {
    expect(opens("relief-chair", "social-care")).toContain("addendum/two");
    expect(opens("sergeant", "police")).not.toContain("addendum/two");
  });
});
