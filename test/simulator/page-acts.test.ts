import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Act } from "../../simulator/page/contract.ts";
import { startPageServer, type PageServer } from "../../simulator/page/page-server.ts";
import type { PageWorld } from "../../simulator/page/page-world.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { form, setStage, type Stage } from "./bot.ts";

let stage: Stage;
let page: PageServer;
let browser: Browser;
let events: string[] = [];
let presses: string[] = [];
let submissions = 0;

const button = {
  type: "button" as const,
  action_id: "greet",
  text: { type: "plain_text" as const, text: "Hi" },
};
const greeting = [{ type: "actions" as const, block_id: "row", elements: [button] }];

const stillClock: PageWorld["clock"] = {
  now: () => ({ iso: "2026-08-28T15:00:00.000Z", says: "Fri 28 Aug 2026, 16:00 BST", moving: false }),
  saysAt: () => "Fri 16:00 BST",
  skip: () => Promise.reject(new Error("this clock stands still")),
  onChange: () => undefined,
};

const noMail: PageWorld["mail"] = {
  mailbox: { port: 0, mails: () => [], onMail: () => undefined, close: () => Promise.resolve() },
};

const worldOf = (staged: Stage): PageWorld => {
  const { workspace, slack } = staged;
  const person = (key: string, user: string) => ({
    key,
    name: key,
    job: key,
    installation: "council",
    user,
    channels: [staged.duty],
  });
  return {
    workspaces: new Map([["council", workspace]]),
    originators: new Map([["council", slack]]),
    people: [person("first", staged.first), person("second", staged.second)],
    commands: ["/form", "/slow", "/whisper", "/broken"].map((command) => ({ command, hint: "" })),
    get events() {
      return events;
    },
    clock: stillClock,
    mail: noMail,
    stop: () => staged.close(),
  };
};

beforeAll(async () => {
  stage = await setStage();
  const { app } = stage.bot;
  app.command("/form", async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: form() });
  });
  app.command("/slow", async ({ ack }) => {
    await delay(3_300);
    await ack();
  });
  app.command("/broken", () => Promise.reject(new Error("broken on purpose")));
  app.command("/whisper", ({ ack }) => ack("for you alone"));
  app.view("form", async ({ ack }) => {
    submissions += 1;
    await ack({ response_action: "push", view: { ...form("Another"), callback_id: "second" } });
  });
  app.view({ callback_id: /./, type: "view_closed" }, ({ ack }) => ack());
  app.action("show_more", ({ ack }) => ack());
  app.action("greet", async ({ ack, action }) => {
    presses.push(action.type);
    await ack();
  });
  app.event("app_home_opened", async ({ client, event }) => {
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks: greeting } });
  });
  page = await startPageServer({ open: () => Promise.resolve(worldOf(stage)) });
  browser = openBrowser(page.url);
});
beforeEach(async () => {
  presses = [];
  submissions = 0;
  await browser.act({ as: "first", kind: "close", all: true });
});
afterAll(() => page.stop());

const slash = (command: string): Act => ({
  as: "first",
  kind: "slash",
  channel: stage.duty,
  command,
  text: "",
});
const modal = async () => (await browser.state("first")).modal;
const openForm = async () => {
  await browser.act(slash("/form"));
  await expect.poll(modal).toBeDefined();
};
const post = async (): Promise<string> => {
  const posted = await stage.bot.app.client.chat.postMessage({
    channel: stage.duty,
    text: "a message",
    blocks: greeting,
  });
  return posted.ts ?? "";
};
const press = (ts: string, actionId = "greet"): Act => ({
  as: "first",
  kind: "press",
  channel: stage.duty,
  ts,
  actionId,
  blockId: "row",
});

test("an answer after three seconds is Slack's operation_timeout, on the page and in the inspector", async () => {
  const done = await browser.act(slash("/slow"));
  expect(done.problem).toBe("operation_timeout");
  expect(done.milliseconds).toBeGreaterThanOrEqual(2_990);
  expect((await browser.calls()).at(-1)).toMatchObject({ name: "/slow", fault: "operation_timeout" });
});

test("a command that the bot cannot do is said to have failed; one that it has not is refused", async () => {
  expect((await browser.act(slash("/broken"))).problem).toBe("dispatch_failed");
  expect(await browser.refusal(browser.act(slash("/unknown")))).toMatchObject({ status: 400 });
});

test("what only one person is told is seen by that person alone", async () => {
  await browser.act(slash("/whisper"));
  const seen = async (as: string) => (await browser.conversation(as, stage.duty)).messages.at(-1);
  expect(await seen("first")).toMatchObject({ text: "for you alone", ephemeral: true, author: "Tandem" });
  expect(await seen("second")).not.toMatchObject({ text: "for you alone" });
});

test("what is entered stays while another element of the window is pressed", async () => {
  await openForm();
  await browser.act({ as: "first", kind: "fill", values: { reason_text: "words" } });
  await browser.act({ as: "first", kind: "press-in-modal", actionId: "show_more", blockId: "more" });
  expect((await modal())?.view["state"]).toMatchObject({
    values: { reason: { reason_text: { value: "words" } } },
  });
});

test("a required answer that is missing keeps the form; a window on top of another is a depth of two", async () => {
  await openForm();
  const empty = await browser.act({ as: "first", kind: "submit", values: {} });
  expect(empty.errors).toEqual({ reason: "Please complete this required field." });
  expect(submissions).toBe(0);
  await browser.act({ as: "first", kind: "submit", values: { reason_text: "words" } });
  expect(await modal()).toMatchObject({ depth: 2, errors: {}, view: { callback_id: "second" } });
  await browser.act({ as: "first", kind: "close", all: false });
  expect(await modal()).toMatchObject({ depth: 1, view: { callback_id: "form" } });
});

test("pressing or sending twice reaches the bot twice, and the window moves on once", async () => {
  await browser.act({ ...press(await post()), twice: true } as Act);
  expect(presses).toEqual(["button", "button"]);
  await openForm();
  await browser.act({ as: "first", kind: "submit", values: { reason_text: "words" }, twice: true });
  expect(submissions).toBe(2);
  expect((await modal())?.depth).toBe(2);
});

test("what is not there any more is said to be so, and what the page never sends is refused", async () => {
  expect(await browser.refusal(browser.act(press("1.000001")))).toMatchObject({ status: 409 });
  expect(await browser.refusal(browser.act(press(await post(), "nothing")))).toMatchObject({ status: 409 });
  expect(await browser.refusal(browser.act({ as: "first", kind: "submit", values: {} }))).toMatchObject({
    status: 409,
  });
  const nonsense = { as: "first", kind: "dance" } as unknown as Act;
  expect(await browser.refusal(browser.act(nonsense))).toMatchObject({ status: 400 });
  expect(await browser.refusal(browser.skip({ minutes: -1 }))).toMatchObject({ status: 400 });
});

test("a person's App Home is drawn when the app asked to be told that it is opened, and not otherwise", async () => {
  await browser.act({ as: "first", kind: "open-home" });
  expect((await browser.calls()).filter(({ name }) => name === "app_home_opened")).toEqual([]);
  events = ["app_home_opened"];
  await browser.act({ as: "first", kind: "open-home" });
  await expect.poll(async () => (await browser.state("first")).home).toMatchObject({ type: "home" });
  expect((await browser.state("second")).home).toBeUndefined();
});

test("an edit is no new message, and each person reads for himself", async () => {
  const unread = async (as: string) => (await browser.state(as)).as.unread;
  await browser.conversation("first", stage.duty);
  await browser.conversation("second", stage.duty);
  const ts = await post();
  await stage.bot.app.client.chat.update({ channel: stage.duty, ts, text: "an edited message" });
  expect([await unread("first"), await unread("second")]).toEqual([1, 1]);
  await browser.conversation("first", stage.duty);
  expect([await unread("first"), await unread("second")]).toEqual([0, 1]);
});

test("every exchange is in the inspector, either way, in order", async () => {
  const [last] = (await browser.calls()).slice(-1);
  await browser.act(press(await post()));
  const calls = await browser.calls(last?.sequence);
  expect(calls.map(({ direction, name, status }) => `${direction}: ${name} ${status}`)).toEqual([
    "to Slack: chat.postMessage 200",
    "to the bot: block_actions 200",
  ]);
  expect(calls[1]).toMatchObject({
    installation: "council",
    request: { type: "block_actions" },
    response: "",
  });
  expect(calls[1]?.sequence).toBe((calls[0]?.sequence ?? 0) + 1);
});
