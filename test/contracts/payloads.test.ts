import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isObject, parseJson, type JsonObject } from "../../simulator/json.ts";
import { requiredArguments } from "../../simulator/required-arguments.ts";
import type { Answer } from "../../simulator/send-request.ts";
import { form, setStage, type Stage } from "../simulator/bot.ts";
import { methodOf, sampleOf, slackDataIsThere } from "./slack-data.ts";
import { strangeKeys } from "./strange-keys.ts";

let stage: Stage;
let trigger = "";

beforeAll(async () => {
  stage = await setStage();
  const { app } = stage.bot;
  app.command("/form", async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: form() });
    await ack();
  });
  app.action(/./, async ({ ack, body }) => {
    trigger = "trigger_id" in body ? body.trigger_id : "";
    await ack();
  });
  app.view("form", ({ ack }) => ack({ response_action: "errors", errors: { reason: "Say more." } }));
  app.view({ callback_id: "form", type: "view_closed" }, ({ ack }) => ack());
  app.event("app_home_opened", async ({ client, event }) => {
    const view = { type: "home" as const, blocks: form().blocks.slice(3) };
    await client.views.publish({ user_id: event.user, view });
  });
});
afterAll(() => stage.close());

const payloadOf = ({ sentBody, headers }: Answer): JsonObject => {
  if (headers["content-type"] === "application/json") return asObject(parseJson(sentBody));
  const fields = Object.fromEntries(new URLSearchParams(sentBody));
  return fields["payload"] === undefined ? fields : asObject(parseJson(fields["payload"]));
};
const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});
const openForm = () => stage.slack.slash({ user: stage.first, command: "/form", channel: stage.duty });

const published = () => stage.workspace.calls().filter(({ method }) => method === "views.publish").length;

const selectOption = { text: { type: "plain_text" as const, text: "One" }, value: "one" };
const pressed = async (elements: readonly object[], choice: { actionId: string; selected?: string }) => {
  const { client } = stage.bot.app;
  const posted = await client.chat.postMessage({
    channel: stage.duty,
    text: "a message",
    blocks: [{ type: "actions", elements: [...elements] } as never],
    metadata: { event_type: "marked", event_payload: { key: "opaque" } },
  });
  const ts = posted.ts ?? "";
  await client.chat.postMessage({ channel: stage.duty, text: "a reply", thread_ts: ts });
  return stage.slack.press({ user: stage.first, channel: stage.duty, ts, ...choice });
};
const button = {
  type: "button",
  action_id: "greet",
  text: { type: "plain_text", text: "Hi" },
  value: "1",
  style: "primary",
  confirm: {
    title: { type: "plain_text", text: "Sure?" },
    text: { type: "plain_text", text: "Really?" },
    confirm: { type: "plain_text", text: "Yes" },
    deny: { type: "plain_text", text: "No" },
  },
};
const menu = { type: "static_select", action_id: "choose", options: [selectOption] };
const picker = { type: "datepicker", action_id: "pick" };

const sendings: readonly (readonly [string, string, () => Promise<Answer | undefined>])[] = [
  ["a slash command", "SlashCommand", openForm],
  ["a button of a message", "BlockAction", () => pressed([button], { actionId: "greet" })],
  ["a menu of a message", "BlockAction", () => pressed([menu], { actionId: "choose", selected: "one" })],
  [
    "a date of a message",
    "BlockAction",
    () => pressed([picker], { actionId: "pick", selected: "2026-09-01" }),
  ],
  [
    "a button of a window",
    "BlockAction",
    async () => {
      await openForm();
      return stage.slack.pressInModal({ user: stage.first, actionId: "show_more" });
    },
  ],
  [
    "a submitted window",
    "ViewSubmission",
    async () => {
      await openForm();
      return stage.slack.submit({ user: stage.first }, { force: true });
    },
  ],
  [
    "a submitted window on top of another",
    "ViewSubmission",
    async () => {
      await openForm();
      await stage.slack.pressInModal({ user: stage.first, actionId: "show_more" });
      await stage.bot.app.client.views.push({ trigger_id: trigger, view: form("On top") });
      return stage.slack.submit({ user: stage.first }, { force: true });
    },
  ],
  [
    "a closed window",
    "ViewClosed",
    async () => {
      await openForm();
      return stage.slack.closeModal({ user: stage.first, all: true });
    },
  ],
  [
    "an App Home that has a view already",
    "AppHomeOpened",
    async () => {
      await stage.slack.appHomeOpened({ user: stage.first });
      await expect.poll(published).toBe(1);
      const answer = await stage.slack.appHomeOpened({ user: stage.first });
      await expect.poll(published).toBe(2);
      return answer;
    },
  ],
];

describe.skipIf(!slackDataIsThere)("by Slack's published data", () => {
  test.each(sendings)("%s is sent with keys of Slack's own", async (_what, sample, send) => {
    const answer = await send();
    if (answer === undefined) throw new Error("nothing was sent");
    expect(answer.status).toBe(200);
    const payload = payloadOf(answer);
    expect(Object.keys(payload).length).toBeGreaterThan(5);
    expect(strangeKeys(payload, sampleOf(sample))).toEqual([]);
  });

  test("the check sees a key that Slack never sends, at any depth", () => {
    const sample = { user: { id: "" }, actions: [{ type: "" }, { value: "" }], state: {} };
    const payload = {
      user: { id: "U1", nick: "x" },
      actions: [{ type: "button", value: "1", colour: "red" }],
      state: { anything: 1 },
      extra: [{ a: 1 }],
    };
    expect(strangeKeys(payload, sample)).toEqual(["/user/nick", "/actions[]/colour", "/extra"]);
  });

  test.each(Object.entries(requiredArguments))("%s exists, and insists on %j", (name, required) => {
    const insists = methodOf(name)?.args.required.filter((one) => one !== "token");
    expect(insists?.toSorted()).toEqual(required.toSorted());
  });

  test("every method that the bot calls, or that is answered here, is one of Slack's", () => {
    expect(used.size).toBeGreaterThan(10);
    expect([...used].filter((name) => methodOf(name) === undefined)).toEqual([]);
  });
});

const root = fileURLToPath(new URL("../..", import.meta.url));
const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(`${root}${folder}/${file}`, "utf8"));
const found = (folders: readonly string[], pattern: RegExp): readonly string[] =>
  folders.flatMap(sourcesIn).flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name ?? ""));

/** Calls of Slack's client in the bot, and names of methods in the simulator. */
const used = new Set([
  ...found(["src", "handlers"], /\bclient\s*\.((?:chat|conversations|views|users|auth|dnd)\.\w+)\(/g),
  ...found(["src/cli"], /\)\.(auth\.\w+)\(/g),
  ...found(["simulator"], /"((?:chat|conversations|views|users|usergroups|dnd|auth)(?:\.[a-zA-Z]+)+)"/g),
]);
