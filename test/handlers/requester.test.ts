import type { BlockAction, SlackViewAction, SlashCommand } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { caseIn } from "../../handlers/case-value.ts";
import { pressKey, submissionKey, whoActed, whoTyped } from "../../handlers/requester.ts";
import { UserError } from "../../src/errors.ts";

const command = (fields: object) => ({ user_id: "U1", text: "", ...fields }) as SlashCommand;
const press = (fields: object) =>
  ({ user: { id: "U1" }, actions: [], container: {}, ...fields }) as unknown as BlockAction;

describe("who typed a command", () => {
  test.each<[string, object, string]>([
    ["in a workspace", { team_id: "T1" }, "T1"],
    ["in a workspace of an organisation", { team_id: "T1", enterprise_id: "E1" }, "T1"],
    ["in an organisation, without a team", { team_id: "", enterprise_id: "E1" }, "E1"],
    ["nowhere that it says", {}, ""],
  ])("%s", (_where, fields, team) => {
    expect(whoTyped("council", command(fields))).toEqual({ installation: "council", team, user: "U1" });
  });
});

describe("who pressed", () => {
  test.each<[string, object, string]>([
    ["in their own workspace", { user: { id: "U1", team_id: "T1" }, team: { id: "T1" } }, "T1"],
    [
      "as somebody of another workspace in a shared channel",
      { user: { id: "U1", team_id: "T9" }, team: { id: "T1" } },
      "T9",
    ],
    ["without a workspace of their own", { user: { id: "U1" }, team: { id: "T1" } }, "T1"],
    [
      "where the app is for a whole organisation",
      { user: { id: "U1" }, team: null, enterprise: { id: "E1" } },
      "E1",
    ],
    [
      "where the app is for a whole organisation, as somebody of one of its workspaces",
      { user: { id: "U1", team_id: "T5" }, team: null, enterprise: { id: "E1" } },
      "T5",
    ],
    ["nowhere that it says", { user: { id: "U1" }, team: null, enterprise: null }, ""],
  ])("%s", (_where, fields, team) => {
    expect(whoActed("council", press(fields))).toEqual({ installation: "council", team, user: "U1" });
  });
});

describe("the name of a request", () => {
  const pressed = (changes: object = {}, user = "U1") =>
    press({
      user: { id: user },
      actions: [{ action_id: "pick-up", action_ts: "1.1", ...changes }],
      container: { message_ts: "9.9" },
    });
  const submitted = (hash: string) => ({ view: { id: "V1", hash } }) as unknown as SlackViewAction;

  test("is the same for the same press, and another for another", () => {
    const key = pressKey("council", pressed());
    expect(pressKey("council", pressed())).toBe(key);
    const others = [
      pressKey("council", pressed({ action_ts: "1.2" })),
      pressKey("council", pressed({ action_id: "open-step" })),
      pressKey("council", pressed({}, "U2")),
      pressKey("police", pressed()),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });

  test("of a press in a window is told apart by the window", () => {
    const inWindow = (id: string) => press({ actions: [{ action_id: "a", action_ts: "1.1" }], view: { id } });
    expect(pressKey("council", inWindow("V1"))).not.toBe(pressKey("council", inWindow("V2")));
  });

  test("of a form is the same until the form has changed", () => {
    expect(submissionKey("council", submitted("h1"))).toBe(submissionKey("council", submitted("h1")));
    expect(submissionKey("council", submitted("h1"))).not.toBe(submissionKey("council", submitted("h2")));
    expect(submissionKey("council", submitted("h1"))).not.toBe(submissionKey("police", submitted("h1")));
  });
});

describe("what a button is about", () => {
  const button = (value: unknown, type = "button") => press({ actions: [{ type, value }] });
  // The check character of the reference is right.
  const ref = "0000-0000";

  test("a case, or one hop of its route", () => {
    expect(caseIn(button(ref))).toEqual({ ref });
    expect(caseIn(button(`${ref}/1`))).toEqual({ ref, hop: 1 });
  });

  test.each([undefined, "", "0000-0001", "x", `${ref}/`, `${ref}/12`, `${ref}/x`])(
    "%j is none of ours",
    (value) => {
      expect(() => caseIn(button(value))).toThrow(UserError);
    },
  );

  test("another kind of element is none of ours", () => {
    expect(() => caseIn(button(ref, "static_select"))).toThrow(UserError);
    expect(() => caseIn(press({}))).toThrow(UserError);
  });
});
