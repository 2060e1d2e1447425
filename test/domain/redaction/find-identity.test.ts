import { describe, expect, it } from "vitest";
import type { NewCaseEvent } from "../../../src/domain/case/case-event.ts";
import { parseInstant } from "../../../src/domain/instant.ts";
import { findIdentity, type Known } from "../../../src/domain/redaction/find-identity.ts";
import { kindsOf } from "../../../src/domain/redaction/finding.ts";
import { nameForms } from "../../../src/domain/redaction/name-forms.ts";
import { namesIn } from "../../../src/domain/redaction/names-on-case.ts";
import { corpus, harmless, type Told } from "./corpus.ts";
import { exampleAllowed, ownMessages } from "./own-messages.ts";

const now = parseInstant("2026-09-01T10:00:00+01:00");

/** The names of a case as its form was filled in; a test compares words where the store compares tokens. */
const isNameFor = (typed: Told["typed"]): Known["isName"] => {
  const recorded = {
    type: "ReferralRecorded",
    sealed: { compartment: "shared", body: { callback: "01632 960111", ...typed } },
  } as unknown as NewCaseEvent;
  const forms = new Set(nameForms(namesIn(recorded)).map(({ kind, form }) => `${kind} ${form}`));
  return ({ kind, form }) => forms.has(`${kind} ${form}`);
};

const knownOf = (typed: Told["typed"], allowed = exampleAllowed): Known => ({
  now,
  allowed,
  isName: isNameFor(typed),
});
const passes = (text: string, known: Known): boolean => findIdentity(text, known).length === 0;

const each = corpus.map(({ typed }) => isNameFor(typed));
const everybody: Known["isName"] = (form) => each.some((isName) => isName(form));

describe("the corpus", () => {
  const lines = corpus.flatMap(({ typed, refused, missed }) =>
    [...refused, ...missed].map((line) => ({ line, isMissed: missed.includes(line), known: knownOf(typed) })),
  );
  const missedNow = lines.filter(({ line, known }) => passes(line, known));
  const knownMisses = lines.filter(({ isMissed }) => isMissed);
  const passing = [
    ...harmless.map((text) => ({
      name: text,
      text,
      known: { now, allowed: exampleAllowed, isName: everybody },
    })),
    ...ownMessages.map(({ name, text, allowed }) => ({
      name,
      text,
      known: { now, allowed, isName: everybody },
    })),
  ];
  const refusedFalsely = passing.filter(({ text, known }) => !passes(text, known));

  it("has enough of each, and says how many the guard gets wrong", () => {
    expect(lines.length - knownMisses.length).toBeGreaterThanOrEqual(150);
    expect(new Set(lines.map(({ line }) => line)).size).toBeGreaterThan(150);
    expect(passing.length).toBeGreaterThanOrEqual(150);
    process.stdout.write(
      `redaction: ${missedNow.length} of ${lines.length} missed, ${refusedFalsely.length} of ${passing.length} refused falsely\n`,
    );
  });

  it("is refused line by line, but for the misses that are known", () => {
    expect(missedNow.map(({ line }) => line)).toEqual(knownMisses.map(({ line }) => line));
    expect(missedNow.length).toBeLessThanOrEqual(27);
  });

  it("passes every message that the bot itself writes, in every area, and whatever else is harmless", () => {
    expect(
      refusedFalsely.map(({ name, text, known }) => ({ name, text, found: findIdentity(text, known) })),
    ).toEqual([]);
  });

  it.each(corpus.slice(6).map(({ about, refused, typed }) => ({ about, refused, typed })))(
    "finds $about without any name on the case",
    ({ refused, typed }) => {
      const { child: _child, ...rest } = typed;
      expect(refused.filter((line) => passes(line, knownOf(rest)))).toEqual([]);
    },
  );
});

describe("a clash with the area's own names", () => {
  const [{ typed }] = corpus as readonly [Told];
  const allowed = (phrase: string) => ({ ...exampleAllowed, phrases: new Set([phrase]) });

  it("lets the name of a worker pass who shares a first name with the child, and finds the child's beside it", () => {
    const known = knownOf(typed, allowed("plantedforename demoworker"));
    expect(passes("Plantedforename Demoworker has had it.", known)).toBe(true);
    expect(passes("Plantedforename Demoworker has had it for Plantedforename.", known)).toBe(false);
  });

  it("finds a child's whole name inside a team's, and lets a worker pass who is called exactly the same", () => {
    const text = "Desk of Plantedforename Plantedsurname";
    expect(passes(text, knownOf(typed, allowed("desk of plantedforename plantedsurname")))).toBe(false);
    expect(
      passes("Plantedforename Plantedsurname", knownOf(typed, allowed("plantedforename plantedsurname"))),
    ).toBe(true);
  });
});

describe("words that every message holds", () => {
  it("stand in the list of words that do not count alone, or a child of that name would hold back every message", () => {
    const asked = new Set<string>();
    const isName: Known["isName"] = ({ kind, form }) => kind === "word" && asked.add(form).has("");
    for (const { text, allowed } of ownMessages) findIdentity(text, { now, allowed, isName });
    expect([...asked], "add it to src/domain/redaction/common-words.ts").toEqual([]);
  });

  it("of a finding only its kind and its place are kept", () => {
    const found = findIdentity("Plantedforename at ZZ99 9ZZ", knownOf({ child: "Plantedforename" }));
    expect(found).toEqual([
      { kind: "name", at: 0 },
      { kind: "postcode", at: 19 },
    ]);
    expect(kindsOf(found)).toEqual(["name", "postcode"]);
  });
});
