import { describe, expect, test } from "vitest";
import { fieldKey, valueOf, valuesOf } from "../../simulator/page/client/modal/entered-values.ts";

const option = (value: string) => ({ text: { type: "plain_text", text: `Says ${value}` }, value });
const field = (id: string, element: object) => ({
  type: "input",
  block_id: id,
  element: { action_id: id, ...element },
});

const callback = field("callback", { type: "plain_text_input" });
const crime = field("crime", {
  type: "radio_buttons",
  options: [option("yes")],
  initial_option: option("yes"),
});
const suspect = field("suspect", { type: "checkboxes", options: [option("in-custody")] });
const learned = field("learned", { type: "datepicker", initial_date: "2026-08-28" });
const met = field("met", { type: "datetimepicker", initial_date_time: 1787937600 });
const people = field("people", { type: "multi_users_select", initial_users: ["U0PDESK"] });
const buttons = {
  type: "actions",
  block_id: "urgent",
  elements: [{ type: "button", action_id: "send-urgent", value: "1" }],
};
const view = { blocks: [callback, crime, suspect, learned, met, people, buttons] };

describe("a form sends what Slack's client would", () => {
  test("a form that nobody touched sends its initial values, for every input and no button", () => {
    expect(valuesOf(view, {})).toEqual({
      callback: null,
      crime: "yes",
      suspect: [],
      learned: "2026-08-28",
      met: "1787937600",
      people: ["U0PDESK"],
    });
  });

  test("what was entered goes before what stood there, also when it was emptied", () => {
    const entered = {
      [fieldKey(callback, callback.element)]: "01632 960111",
      [fieldKey(learned, learned.element)]: null,
    };
    expect(valuesOf(view, entered)).toMatchObject({ callback: "01632 960111", learned: null, crime: "yes" });
  });

  test("after the page is loaded again, what Slack kept of the window is there", () => {
    const kept = { values: { callback: { callback: { type: "plain_text_input", value: "01632 960112" } } } };
    expect(valueOf({ ...view, state: kept }, callback, callback.element, {})).toBe("01632 960112");
  });
});

describe("when the bot changes the window", () => {
  const entered = { [fieldKey(callback, callback.element)]: "01632 960111" };

  test("an answer stays with its question while block, action and type do", () => {
    const again = field("callback", { type: "plain_text_input", initial_value: "something else" });
    expect(valuesOf({ blocks: [buttons, again] }, entered)).toEqual({ callback: "01632 960111" });
  });

  test("an answer does not move to a question of another kind", () => {
    const other = field("callback", { type: "static_select", options: [option("yes")] });
    expect(valuesOf({ blocks: [other] }, entered)).toEqual({ callback: null });
  });
});
