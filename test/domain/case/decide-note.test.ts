import { describe, expect, test } from "vitest";
import { compartmentsOf } from "../../../src/domain/authority/need-to-know.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import { decideName } from "../../../src/domain/case/decide-named.ts";
import { decideNote, type Noting } from "../../../src/domain/case/decide-note.ts";
import type { Refused } from "../../../src/domain/case/refusal.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt, openCase } from "../example-case.ts";
import { placeOf } from "../timers/clockwork.ts";

const by = () => followingAt(at("2026-09-01 11:00"));
const worker = { person: "duty-social-worker", agency: "social-care" } as const;
const officer = { person: "referral-desk-officer", agency: "police" } as const;
const manager = { person: "team-manager", agency: "social-care" } as const;

const open = () => openCase({ entered: "2026-09-01 10:00" }).state;
const restricted = () =>
  openCase({ entered: "2026-09-01 10:00", facts: { allegationAboutProfessional: "yes" } }).state;

const note = (changes: Partial<Noting> = {}, state = open()) =>
  decideNote(
    state,
    { note: "note-1", by: worker, for: "both agencies", readers: [], text: "Fictional note", ...changes },
    by(),
  );
const done = (decided: Decision | Refused): Decision => {
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};
const whyNot = (decided: Decision | Refused): string => (decided.ok ? "it was done" : decided.rule);
const sealedIn = ({ events }: Decision) =>
  events.find(({ type }) => type === "NoteAdded")?.sealed?.compartment;
const addendum = (readers: readonly string[], changes: Partial<Noting> = {}) =>
  note({ for: "named people", readers, ...changes });

describe("a note", () => {
  test("for both agencies is sealed in what they share", () => {
    expect(sealedIn(done(note()))).toBe("shared");
  });

  test("for one's own agency is sealed in that agency's compartment, which the other's keys do not open", () => {
    for (const [author, other] of [
      [worker, officer],
      [officer, worker],
    ] as const) {
      const decided = done(note({ for: "own agency", by: author }));
      const compartment = sealedIn(decided) ?? "";
      expect(compartment).toBe(author.agency);
      expect(compartmentsOf(decided.state, author)).toContain(compartment);
      expect(compartmentsOf(decided.state, other)).not.toContain(compartment);
    }
  });

  test("says nothing of what it holds where it is not sealed, and rings nobody's bell", () => {
    for (const who of ["both agencies", "own agency"] as const) {
      const { events, notices } = done(note({ for: who }));
      expect(events.map(({ header }) => JSON.stringify(header)).join()).not.toContain("Fictional");
      expect(notices).toEqual([]);
    }
  });

  test("is refused without a word in it, and of an agency that keeps none of its own here", () => {
    expect(whyNot(note({ text: "  " }))).toBe("no-text");
    const health = { person: "somebody", agency: "health" } as const;
    expect(whyNot(note({ for: "own agency", by: health }))).toBe("no-compartment");
    expect(sealedIn(done(note({ by: health })))).toBe("shared");
  });
});

describe("an addendum", () => {
  test("is opened by whoever wrote it and the people chosen, and by no colleague of theirs", () => {
    const decided = done(addendum(["team-manager"]));
    expect(sealedIn(decided)).toBe("addendum/note-1");
    const opens = (person: { person: string; agency: string }) =>
      compartmentsOf(decided.state, person).includes("addendum/note-1");
    expect(opens(worker)).toBe(true);
    expect(opens(manager)).toBe(true);
    expect(opens({ ...worker, person: "second-social-worker" })).toBe(false);
    expect(opens(officer)).toBe(false);
  });

  test("is told of to the people chosen alone, once each, and not to whoever wrote it", () => {
    const { notices } = done(addendum(["team-manager", "referral-desk-officer", worker.person]));
    expect(notices.map(placeOf)).toEqual(["team-manager", "referral-desk-officer"]);
    expect(notices.map(({ model }) => model.kind)).toEqual(["note-for-you", "note-for-you"]);
    expect(JSON.stringify(notices)).not.toContain("Fictional note");
  });

  test("has a key of its own: two have nothing in common", () => {
    const one = done(addendum(["team-manager"])).state;
    const both = done(
      decideNote(
        one,
        { note: "note-2", by: worker, for: "named people", readers: [officer.person], text: "Fictional" },
        by(),
      ),
    ).state;
    expect(compartmentsOf(both, manager)).toEqual(["shared", "social-care", "addendum/note-1"]);
    expect(compartmentsOf(both, officer)).toEqual(["shared", "police", "addendum/note-2"]);
  });

  test("needs a reader besides whoever wrote it", () => {
    expect(whyNot(addendum([]))).toBe("no-readers");
    expect(whyNot(addendum([worker.person]))).toBe("no-readers");
  });

  test("is for people who may know of the case: of a restricted one for those whom it names", () => {
    const chosen = { for: "named people", readers: ["referral-desk-officer"] } as const;
    expect(whyNot(note(chosen, restricted()))).toBe("reader-not-named");
    expect(whyNot(addendum(["nobody-known"]))).toBe("reader-not-named");
    const naming = { person: "referral-desk-officer", as: "consulted" } as const;
    const inspector = { person: "inspector-for-the-area", agency: "police" } as const;
    const named = done(decideName(restricted(), { ...naming, by: inspector }, by())).state;
    expect(note(chosen, named).ok).toBe(true);
  });
});
