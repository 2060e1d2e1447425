import { expect, test } from "vitest";
import { limits } from "../../simulator/block-limits.ts";
import { stateFrom } from "../../simulator/element-state.ts";
import { validateBlocks } from "../../simulator/validate-blocks.ts";
import { isTooLarge, validateView } from "../../simulator/validate-view.ts";
import { form } from "./bot.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text = "x") => ({ type: "section", text: { type: "mrkdwn", text } });
const button = (over: object = {}) => ({ type: "button", action_id: "a", text: plain("Go"), ...over });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const option = (text: string, value = text) => ({ text: plain(text), value });
const menu = (over: object = {}) => ({
  type: "static_select",
  action_id: "a",
  options: [option("x")],
  ...over,
});
const input = (element: object) => ({ type: "input", label: plain("Label"), element });
const times = <T>(count: number, item: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => item(at));

const paths = (...blocks: object[]) =>
  validateBlocks(blocks, "/blocks", limits.blocksInMessage).map(({ path }) => path);

test.each([
  ["50 blocks", times(50, () => section())],
  ["a long section", [section("x".repeat(3000))]],
  ["25 buttons", [actions(...times(25, (at) => button({ action_id: `a${at}`, value: "v".repeat(2000) })))]],
  ["the same action in two blocks", [actions(button()), actions(button())]],
  ["100 options", [input(menu({ options: times(100, (at) => option(`o${at}`)) }))]],
  ["a divider and a table", [{ type: "divider" }, { type: "table", rows: [] }]],
])("%s: accepted", (_name, blocks) => {
  expect(paths(...blocks)).toEqual([]);
});

test.each([
  ["51 blocks", times(51, () => section()), "/blocks"],
  ["an unknown block", [{ type: "secshun" }], "/blocks/0/type"],
  ["an over-long section", [section("x".repeat(3001))], "/blocks/0/text/text"],
  ["an empty section text", [section("")], "/blocks/0/text/text"],
  ["a section of nothing", [{ type: "section" }], "/blocks/0"],
  ["11 fields", [{ type: "section", fields: times(11, () => plain("f")) }], "/blocks/0/fields"],
  ["a long field", [{ type: "section", fields: [plain("f".repeat(2001))] }], "/blocks/0/fields/0/text"],
  ["a long header", [{ type: "header", text: plain("h".repeat(151)) }], "/blocks/0/text/text"],
  ["a header in mrkdwn", [{ type: "header", text: section().text }], "/blocks/0/text/type"],
  ["11 context elements", [{ type: "context", elements: times(11, () => plain("c")) }], "/blocks/0/elements"],
  ["26 buttons", [actions(...times(26, (at) => button({ action_id: `a${at}` })))], "/blocks/0/elements"],
  ["no buttons", [actions()], "/blocks/0/elements"],
  ["a long button", [actions(button({ text: plain("t".repeat(76)) }))], "/blocks/0/elements/0/text/text"],
  ["a long button value", [actions(button({ value: "v".repeat(2001) }))], "/blocks/0/elements/0/value"],
  ["a text input among buttons", [actions({ type: "plain_text_input" })], "/blocks/0/elements/0/type"],
  ["a button as an input", [input(button())], "/blocks/0/element/type"],
  ["no options", [input(menu({ options: [] }))], "/blocks/0/element/options"],
  [
    "101 options",
    [input(menu({ options: times(101, (at) => option(`o${at}`)) }))],
    "/blocks/0/element/options",
  ],
  [
    "a long option",
    [input(menu({ options: [option("o".repeat(76), "v")] }))],
    "/blocks/0/element/options/0/text/text",
  ],
  ["a strange initial option", [input(menu({ initial_option: option("y") }))], "/blocks/0/element"],
  [
    "a long text input",
    [input({ type: "plain_text_input", max_length: 3001 })],
    "/blocks/0/element/max_length",
  ],
  ["two blocks of one id", times(2, () => ({ ...section(), block_id: "b" })), "/blocks"],
  ["two elements of one id", [actions(button(), button())], "/blocks/0"],
])("%s: refused", (_name, blocks, path) => {
  expect(paths(...blocks)).toEqual([path]);
});

const viewPaths = (over: object) => validateView({ ...form(), ...over }, "modal").map(({ path }) => path);

test("a modal's own limits", () => {
  expect(viewPaths({})).toEqual([]);
  expect(viewPaths({ title: plain("t".repeat(25)) })).toEqual(["/view/title/text"]);
  expect(viewPaths({ submit: undefined })).toEqual(["/view/submit"]);
  expect(viewPaths({ close: plain("c".repeat(25)) })).toEqual(["/view/close/text"]);
  expect(viewPaths({ private_metadata: "m".repeat(3001) })).toEqual(["/view/private_metadata"]);
  expect(viewPaths({ blocks: times(101, () => section()) })).toEqual(["/view/blocks"]);
  expect(viewPaths({ type: "home" })).toEqual(["/view/type"]);
  expect(isTooLarge({ blocks: times(90, () => section("x".repeat(3000))) })).toBe(true);
  expect(isTooLarge(form())).toBe(false);
});

test.each([
  ["plain_text_input", "words", { value: "words" }],
  ["number_input", 4, { value: "4" }],
  ["static_select", "x", { selected_option: option("x") }],
  ["radio_buttons", "x", { selected_option: option("x") }],
  ["multi_static_select", ["x"], { selected_options: [option("x")] }],
  ["checkboxes", "x", { selected_options: [option("x")] }],
  ["users_select", "U1", { selected_user: "U1" }],
  ["multi_users_select", ["U1", "U2"], { selected_users: ["U1", "U2"] }],
  ["datepicker", "2026-09-01", { selected_date: "2026-09-01" }],
  ["timepicker", "17:40", { selected_time: "17:40" }],
  ["datetimepicker", 1_788_000_000, { selected_date_time: 1_788_000_000 }],
  ["plain_text_input", null, { value: null }],
  ["checkboxes", null, { selected_options: [] }],
])("%s holds %j as Slack does", (type, value, expected) => {
  expect(stateFrom({ type, options: [option("x")] }, value)).toEqual({ type, ...expected });
});
