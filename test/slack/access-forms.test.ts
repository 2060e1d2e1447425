import type { ModalView } from "@slack/types";
import { describe, expect, test } from "vitest";
import type { PeopleModel } from "../../src/domain/case/form-models.ts";
import { presumptionsLeft } from "../../src/domain/case/departures.ts";
import { views } from "../../src/slack/action-ids.ts";
import { answerForm, departureForm } from "../../src/slack/forms/departure-forms.ts";
import { excludeForm } from "../../src/slack/forms/exclude-form.ts";
import { noteForm } from "../../src/slack/forms/note-form.ts";
import { peopleForm } from "../../src/slack/forms/people-form.ts";
import { refusedView } from "../../src/slack/forms/plain-views.ts";
import { takeAccessForm } from "../../src/slack/forms/take-access-form.ts";
import { openCase } from "../domain/example-case.ts";
import { shipped } from "../domain/example-case.ts";
import { expectGoodView, expectNoEmoji, hostile, longest, readable } from "./checked.ts";

const ref = "K7M2-9QXD";
const officer = { person: "second-desk-officer", name: "Demo Second Desk Officer" };
const named = { ...officer, agency: "police", as: "officer-in-the-case" } as const;
const people: PeopleModel = {
  named: [named],
  nameable: [{ person: "sergeant-on-call", name: "Demo Detective Sergeant" }],
  releasable: [named],
};
const nobody: PeopleModel = { named: [], nameable: [], releasable: [] };

const cssPpu = [...shipped.protocols.values()].find(({ value }) => value.protocol === "css-ppu")?.value;
if (cssPpu === undefined) throw new Error("the protocol is not there");
const presumptions = presumptionsLeft(openCase({ entered: "2026-09-01 10:00" }).state, cssPpu);
const waiting = { departure: "d1", rule: "S0-10", says: "It is enquired into jointly", by: "Demo Officer" };

const forms: Readonly<Record<string, ModalView>> = {
  "people in the case": peopleForm(ref, people),
  "people in the case, nobody to name": peopleForm(ref, nobody),
  "keep somebody out": excludeForm(ref, { other: "police", people: [officer] }),
  "keep somebody out, nobody registered": excludeForm(ref, { other: "police", people: [] }),
  "protect a child now": takeAccessForm(ref, 240),
  "a note": noteForm(ref, "police", [officer]),
  "a note, nobody to choose": noteForm(ref, "social-care", []),
  "a departure": departureForm(ref, presumptions),
  "an answer": answerForm(ref, [waiting]),
};

describe.each(Object.entries(forms))("%s", (_name, view) => {
  test("is a window that Slack takes, known by a name that a listener has, without emoji", () => {
    expectGoodView(view);
    expectNoEmoji(readable(view.blocks));
    expect(Object.values(views)).toContain(view.callback_id);
    expect(view.private_metadata).toBe(ref);
  });

  test("says above every field who can read what is written", () => {
    expect(readable(view.blocks.slice(0, 1))).toMatch(/can read what you write/);
  });
});

describe("in words", () => {
  test("keeping somebody out says what follows before it is sent", () => {
    expect(readable(excludeForm(ref, { other: "police", people: [officer] }).blocks)).toMatchInlineSnapshot(`
      "Whoever may still open the case can read what you write here. The person kept out cannot.
      *What follows, at once*
      • Only its sender, whoever has it and the people named in it can open the case. Everybody else loses it.
      • Where that leaves an agency with nobody, or nobody has it, the managers there are named and told.
      • What stood about it in channels is withdrawn.
      • What that person had, nobody has: it is open again.
      • That person is not told, and finds nothing more of it. You stay named.
      *Afterwards, name whoever takes it over:* press *More*, then *People in the case*.
      Who must not know of K7M2-9QXD? * (Somebody in our own Slack | Somebody of the police)
      In our own Slack: who? (users_select)
      The police: who? (Demo Second Desk Officer)
      Why must they not know of it? * (plain_text_input)"
    `);
  });

  test("a note says below each choice who sees it", () => {
    const view = JSON.stringify(noteForm(ref, "police", [officer]));
    expect(
      [...view.matchAll(/"description":\{"type":"plain_text","text":"([^"]*)"/g)].map(([, one]) => one),
    ).toEqual([
      "Everybody of either agency who may open the case",
      "Social care cannot see it, nor that it is there",
      "You and they; nobody else can see it, nor that it is there",
    ]);
  });

  test("a departure is in the protocol's own words, with who decides", () => {
    expect(readable(departureForm(ref, presumptions).blocks)).toMatchInlineSnapshot(`
      "Both agencies can read what you write here.
      *S0-9* Where a crime is possible, the visit is joint unless somebody has reasons why not.
      It holds at once, and the other agency is told.
      *S0-10* Any allegation of physical or sexual harm is enquired into jointly; the text knows no exception, so one is a departure from the protocol that a named manager of each agency answers for.
      A manager of each agency has to agree; two people, never one.
      What do you depart from in K7M2-9QXD? * (S0-9: joint visit | S0-10: joint enquiries)
      Why? * (plain_text_input)"
    `);
  });

  test("opening it anyway says who is told and for how long", () => {
    expect(readable(takeAccessForm(ref, 240).blocks)).toMatchInlineSnapshot(`
      "Whoever may open the case can read what you write here. That you asked is recorded whatever comes of it.
      *Child in immediate danger? Ring 999 first.*
      *What follows, if there is a case K7M2-9QXD that can be opened so*
      • You can open it, for 4 hours at most.
      • Everybody who is named in it, and the managers of both agencies, are told at once that it was you.
      • Expect to be asked why.
      Why can it not wait? A few words * (plain_text_input)"
    `);
  });
});

describe("whoever the people are and however many", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      person: `person-${String(at).padStart(5, "0")}`,
      name: `Demo Person ${String(at).padStart(5, "0")}`,
    }));
  const naming = (count: number) => peopleForm(ref, { ...nobody, nameable: many(count) });

  test.each([1, 100, 101, 250, 1_000, 5_000])(
    "%i can be chosen from in a window that Slack takes",
    (count) => {
      expectGoodView(naming(count));
      expectGoodView(noteForm(ref, "police", many(count)));
      const said = JSON.stringify(naming(count));
      expect([...said.matchAll(/"value":"person-/g)]).toHaveLength(Math.min(count, 1_000));
      expect(said.includes("Only the first 1,000 by name stand here.")).toBe(count > 1_000);
    },
  );

  test("more than Slack takes in one menu stand in groups by their names", () => {
    expect(JSON.stringify(naming(101))).toContain("Demo Person 00100 to Demo Person 00100");
    expect(JSON.stringify(naming(100))).not.toContain("option_groups");
  });

  test.each([
    ["hostile", hostile],
    ["long", longest()],
  ])("%s names still open", (_what, name) => {
    const one = { person: "somebody", name };
    const of = { ...one, agency: "police", as: "chair" } as const;
    for (const view of [
      peopleForm(ref, { named: Array.from({ length: 60 }, () => of), nameable: [one], releasable: [of] }),
      excludeForm(ref, { other: "police", people: [one] }),
      noteForm(ref, "police", [one]),
      answerForm(ref, [{ ...waiting, by: name, says: name }]),
    ])
      expectGoodView(view);
  });
});

describe("being told that there is nothing to open", () => {
  const nothing = "There is nothing here that you can open. If a child may be at risk, ring the duty team.";
  const telephones = ["Child Referral Team 01632 960201"];

  test("comes with one way out, which carries the reference and nothing else", () => {
    const view = refusedView({ title: "Case", says: nothing, telephones, about: ref });
    expectGoodView(view);
    expect(readable(view.blocks)).toContain(`[I need this to protect a child now (danger) -> ${ref}]`);
  });

  test("has none where no case was asked for, and no other refusal has one", () => {
    for (const model of [
      { title: "Case", says: nothing, telephones },
      { title: "Case", says: "Your role is not one of those that may.", telephones, about: ref },
    ])
      expect(readable(refusedView(model).blocks)).not.toContain("protect a child");
  });
});
