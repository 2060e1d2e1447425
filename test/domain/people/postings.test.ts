import { describe, expect, it } from "vitest";
import { parseInstant } from "../../../src/domain/instant.ts";
import { beginningOf, endOfDay } from "../../../src/domain/people/days.ts";
import {
  decideEnding,
  decideLeaving,
  decideRegistration,
  type PersonDecision,
  type Wanted,
} from "../../../src/domain/people/decide-people.ts";
import { peopleOfArea } from "../../../src/domain/people/people-of-area.ts";
import type { PersonEvent } from "../../../src/domain/people/person-event-schemas.ts";
import { takeIn, takeLeave, type Person } from "../../../src/domain/people/person.ts";
import { areasAt, postingAt } from "../../../src/domain/people/posting.ts";
import { localDate } from "../../../src/domain/calendar/local-date.ts";

const now = parseInstant("2026-09-01T10:00:00+01:00");
const by = { by: "command-line", now };
const september = beginningOf(localDate("2026-09-01"));
const october = beginningOf(localDate("2026-10-01"));
const identities = [{ installation: "council", team: "T0COUNCIL", user: "U0DEMO" }];
const worker = { area: "north", roles: ["duty-worker"], teams: ["social-care.duty-team"] } as const;
const manager = { area: "north", roles: ["manager"], teams: [] } as const;

const wanted = (...postings: Wanted["postings"]): Wanted => ({
  person: "demo",
  name: "Demo Person",
  agency: "social-care",
  identities,
  postings,
});

const eventsOf = (decided: PersonDecision): readonly PersonEvent[] => {
  if (!decided.ok) throw new Error(decided.because);
  return decided.events;
};
const after = (known: Person | undefined, decided: PersonDecision): Person | undefined =>
  eventsOf(decided).reduce<Person | undefined>((person, { type, header }) => {
    if (type === "PersonLeft") return person && takeLeave(person, header.enteredAt);
    const { by: _by, at: _at, enteredAt: _entered, ...given } = header;
    return takeIn(person, given);
  }, known);
const registered = (known: Person | undefined, ...postings: Wanted["postings"]): Person => {
  const person = after(known, decideRegistration(known, wanted(...postings), by));
  if (person === undefined) throw new Error("nobody");
  return person;
};

describe("what somebody is in an area", () => {
  it("begins with the first moment of a day, and is over with the last one of another", () => {
    const until = endOfDay(localDate("2026-09-30"));
    const person = registered(undefined, { ...worker, from: september, until });
    expect(until).toBe("2026-09-30T23:00:00.000Z");
    const is = (at: string) => postingAt(person, "north", parseInstant(at)) !== undefined;
    expect(is("2026-08-31T23:59:59.999+01:00")).toBe(false);
    expect(is("2026-09-01T00:00:00.000+01:00")).toBe(true);
    expect(is("2026-09-30T23:59:59.999+01:00")).toBe(true);
    expect(is("2026-10-01T00:00:00.000+01:00")).toBe(false);
  });

  it("is one thing in one area and another in the next, each at its own time", () => {
    const south = { ...manager, area: "south", from: october };
    const person = registered(undefined, worker, south);
    expect(areasAt(person, now)).toEqual(["north"]);
    expect(areasAt(person, october)).toEqual(["north", "south"]);
    expect(postingAt(person, "north", october)?.roles).toEqual(["duty-worker"]);
    expect(postingAt(person, "south", october)?.roles).toEqual(["manager"]);
    expect(postingAt(person, "east", october)).toBeUndefined();
  });

  it("changes on the day that a new posting begins, and not before", () => {
    const first = registered(undefined, worker);
    const person = registered(first, { ...manager, from: october });
    expect(postingAt(person, "north", now)?.roles).toEqual(["duty-worker"]);
    expect(postingAt(person, "north", october)?.roles).toEqual(["manager"]);
    expect(person.postings).toHaveLength(2);
  });

  it("is written down once, however often it is asked for", () => {
    const both = [worker, { ...manager, from: october }];
    const first = registered(undefined, ...both);
    expect(eventsOf(decideRegistration(first, wanted(...both), by))).toEqual([]);
    const later = registered(first, { ...manager, from: october });
    expect(later).toEqual(first);
    const renamed = { ...wanted(worker, { ...manager, from: october }), name: "Demo Renamed" };
    expect(eventsOf(decideRegistration(first, renamed, by))).toHaveLength(1);
  });

  it("ends in one area alone", () => {
    const person = registered(undefined, worker, { ...manager, area: "south", from: october });
    const ended = after(person, decideEnding(person, "south", by));
    expect(ended?.postings.map(({ area }) => area)).toEqual(["north"]);
    const gone = ended && after(ended, decideEnding(ended, "north", by));
    expect(gone && areasAt(gone, now)).toEqual([]);
    expect(gone?.left).toBe(false);
  });
});

describe("somebody who has left", () => {
  const known = registered(undefined, worker, { ...manager, area: "south", from: october });
  const left = takeLeave(known, now);

  it("is nothing anywhere, from that very moment on", () => {
    expect(postingAt(left, "north", now)).toBeUndefined();
    expect(areasAt(left, october)).toEqual([]);
    expect(peopleOfArea({ area: "north", people: [] }, [known], now)).toHaveLength(1);
    expect(peopleOfArea({ area: "north", people: [] }, [left], now)).toEqual([]);
    expect(eventsOf(decideLeaving(left, "again", by))).toEqual([]);
  });

  it("is not brought back by what was so before, and is by what begins after it", () => {
    expect(decideRegistration(left, wanted(worker), by)).toMatchObject({ ok: false, about: "from" });
    const past = { ...worker, from: september };
    expect(decideRegistration(left, wanted(past), by)).toMatchObject({ ok: false, about: "from" });
    const back = after(left, decideRegistration(left, wanted({ ...worker, from: october }), by));
    expect(back?.left).toBe(false);
    expect(back && postingAt(back, "north", now)).toBeUndefined();
    expect(back && postingAt(back, "north", october)?.roles).toEqual(["duty-worker"]);
  });
});

describe("the people of an area", () => {
  it("are those of its file in the file's order, then those whom only the register knows", () => {
    const one = (person: string): Person => ({ ...registered(undefined, worker), person });
    const people = ["a", "b", "c"].map(one);
    const inFile = peopleOfArea({ area: "north", people: [] }, [one("c")], now);
    const found = peopleOfArea({ area: "north", people: inFile }, people, now);
    expect(found.map(({ person }) => person)).toEqual(["c", "a", "b"]);
    expect(found[0]).not.toHaveProperty("postings");
  });
});
