import type { ViewOutput } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { answered, textIn, ticksIn, usersIn } from "../../handlers/answers.ts";
import { faultsByBlock, referralAnswers } from "../../handlers/views/referral-answers.ts";
import { referralFields as field } from "../../src/slack/forms/referral-fields.ts";

type Values = ViewOutput["state"]["values"];
const valuesOf = (states: Readonly<Record<string, object>>): Values =>
  Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { [id]: { type: "x", ...state } }]));
const option = (value: string) => ({ selected_option: { text: { type: "plain_text", text: value }, value } });

describe("an answer", () => {
  test.each<[string, object, string | undefined]>([
    ["typed", { value: "words" }, "words"],
    ["typed with blanks around it", { value: "  two words \n" }, "two words"],
    ["of blanks alone", { value: " \n\t " }, undefined],
    ["left blank", { value: null }, undefined],
    ["chosen", option("yes"), "yes"],
    ["not chosen", { selected_option: null }, undefined],
    ["a date", { selected_date: "2026-09-01" }, "2026-09-01"],
    ["no date", { selected_date: null }, undefined],
    ["of a kind that we never ask for", { selected_time: "10:00" }, undefined],
    ["a number where there are words", { value: 5 }, undefined],
  ])("%s", (_what, state, expected) => {
    expect(textIn(valuesOf({ a: state }), "a")).toBe(expected);
  });

  test("to a question that was not asked is blank", () => {
    const values = valuesOf({ a: { value: "x" } });
    expect(textIn(values, "b")).toBeUndefined();
    expect(textIn(values, "constructor")).toBeUndefined();
    expect(ticksIn(values, "b")).toEqual([]);
    expect(usersIn(values, "b")).toEqual([]);
  });

  test("of ticks or people is all of them, or none", () => {
    const ticked = { selected_options: [option("a").selected_option, option("b").selected_option] };
    expect(ticksIn(valuesOf({ a: ticked }), "a")).toEqual(["a", "b"]);
    expect(ticksIn(valuesOf({ a: { selected_options: null } }), "a")).toEqual([]);
    expect(usersIn(valuesOf({ a: { selected_users: ["U1", "U2"] } }), "a")).toEqual(["U1", "U2"]);
    expect(usersIn(valuesOf({ a: { selected_users: null } }), "a")).toEqual([]);
  });

  test("that is not there is left out, and one that is empty or false is not", () => {
    expect(answered({ a: undefined, b: "", c: false, d: 0 })).toEqual({ b: "", c: false, d: 0 });
  });
});

const from = { installation: "council", team: "T0COUNCIL" };

describe("the referral form", () => {
  test("left blank is a referral without answers, never one with empty ones", () => {
    expect(referralAnswers({}, from)).toEqual({
      facts: { suspect: [] },
      details: {},
      excluded: [],
    });
  });

  test("filled in is read whole", () => {
    const read = referralAnswers(
      valuesOf({
        [field.about]: option("no"),
        [field.direction]: option("exampleshire"),
        [field.immediateRisk]: option("yes"),
        [field.callback]: { value: "01632 960111" },
        [field.child]: { value: " A Child " },
        [field.dateOfBirth]: { selected_date: "2019-03-14" },
        [field.suspect]: { selected_options: [option("in-custody").selected_option] },
        [field.excluded]: { selected_users: ["U0A", "U0B"] },
        [field.crime]: option("possible"),
        [field.involvement]: option("open-case"),
        [field.basis]: option("consent"),
        [field.learnedDate]: { selected_date: "2026-09-01" },
        [field.learnedTime]: { value: "14:30" },
        [field.whyUnaware]: { value: "not safe" },
      }),
      from,
    );
    expect(read).toEqual({
      area: "exampleshire",
      callback: "01632 960111",
      learnedDate: "2026-09-01",
      learnedTime: "14:30",
      facts: {
        allegationAboutProfessional: "no",
        immediateRisk: "yes",
        crime: "possible",
        suspect: ["in-custody"],
        openInvolvement: "open-case",
        basisForSharing: "consent",
      },
      details: { child: "A Child", dateOfBirth: "2019-03-14", whyParentsUnaware: "not safe" },
      excluded: [
        { ...from, user: "U0A" },
        { ...from, user: "U0B" },
      ],
    });
  });

  test("with values that Slack could not have sent reads them as blank, and keeps the rest", () => {
    const strange = option("__proto__");
    const read = referralAnswers(
      valuesOf({
        [field.about]: strange,
        [field.immediateRisk]: option("YES"),
        [field.crime]: option("perhaps"),
        [field.suspect]: { selected_options: [option("at-large").selected_option] },
        [field.involvement]: strange,
        [field.basis]: strange,
        [field.notYetMobile]: { value: 7 },
        [field.child]: { value: "A Child" },
      }),
      from,
    );
    expect(read).toEqual({ facts: { suspect: [] }, details: { child: "A Child" }, excluded: [] });
  });

  test("keeps a tick that it knows beside one that it does not", () => {
    const ticks = ["at-large", "in-custody"].map((one) => option(one).selected_option);
    const read = referralAnswers(valuesOf({ [field.suspect]: { selected_options: ticks } }), from);
    expect(read.facts.suspect).toEqual(["in-custody"]);
  });

  test("has its faults told beside the question that each belongs to", () => {
    expect(
      faultsByBlock({
        area: "a",
        callback: "b",
        learnedDate: "c",
        learnedTime: "d",
        about: "e",
        immediateRisk: "f",
      }),
    ).toEqual({
      [field.direction]: "a",
      [field.callback]: "b",
      [field.learnedDate]: "c",
      [field.learnedTime]: "d",
      [field.about]: "e",
      [field.immediateRisk]: "f",
    });
    expect(faultsByBlock({})).toEqual({});
  });
});
