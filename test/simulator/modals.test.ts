import type { ViewResponseAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { form, refusalOf, setStage, type Stage } from "./bot.ts";

let stage: Stage;
let reply: ViewResponseAction | undefined;
let submissions: { values: unknown; hash: string; metadata: string }[] = [];
let closed: unknown[] = [];
let trigger = "";
let viewId = "";

beforeAll(async () => {
  stage = await setStage();
  const { app } = stage.bot;
  app.command("/form", async ({ ack, client, command }) => {
    trigger = command.trigger_id;
    if (command.text !== "keep") {
      const view = command.text === "" ? form() : { ...form(), external_id: command.text };
      const opened = await client.views.open({ trigger_id: command.trigger_id, view });
      viewId = opened.view?.id ?? "";
    }
    await ack();
  });
  app.view("form", async ({ ack, view }) => {
    submissions.push({ values: view.state.values, hash: view.hash, metadata: view.private_metadata });
    if (reply) await ack(reply);
    else await ack();
  });
  app.view({ callback_id: "form", type: "view_closed" }, async ({ ack, body }) => {
    closed.push(body);
    await ack();
  });
  app.action("show_more", async ({ ack, body }) => {
    await ack();
    trigger = "trigger_id" in body ? body.trigger_id : "";
  });
});
beforeEach(async () => {
  reply = undefined;
  submissions = [];
  closed = [];
  await stage.slack.slash({ user: stage.first, command: "/form", channel: stage.duty });
});
afterEach(() => vi.useRealTimers());
afterAll(() => stage.close());

const submit = () => stage.slack.submit({ user: stage.first });
const shown = () => stage.workspace.modal(stage.first);
const update = (view: ModalView, by: object = { view_id: viewId }) =>
  stage.bot.app.client.views.update({ view, ...by } as never);
const second = (): ModalView => ({ ...form("Second"), blocks: form().blocks.slice(3) });

test("a command opens a modal for the one who typed it, and for nobody else", () => {
  expect(shown()).toMatchObject({ callback_id: "form", team_id: "TCTEAM0001", app_id: "ACAPP00001" });
  expect(stage.workspace.modal(stage.second)).toBeUndefined();
});

test("the client blocks a form with an empty required field or a text that is too long", async () => {
  expect((await submit()).blockedByClient).toEqual([
    { blockId: "reason", message: "Please complete this required field." },
  ]);
  stage.slack.fill({ user: stage.first, values: { reason: "far longer than twenty characters" } });
  expect((await submit()).blockedByClient).toHaveLength(1);
  expect(submissions).toEqual([]);
  expect((await stage.slack.submit({ user: stage.first }, { force: true })).status).toBe(200);
  expect(submissions).toHaveLength(1);
});

test("a submission carries what was entered and the initial values; an empty answer closes the modal", async () => {
  stage.slack.fill({ user: stage.first, values: { reason_text: "because", who: [stage.second] } });
  const answer = await submit();
  expect(answer).toMatchObject({ status: 200, body: "", timedOut: false, blockedByClient: [], errors: {} });
  expect(submissions).toMatchObject([
    {
      metadata: "opaque",
      values: {
        reason: { reason_text: { type: "plain_text_input", value: "because" } },
        urgency: { urgency_menu: { type: "static_select", selected_option: { value: "low" } } },
        who: { who_list: { type: "multi_users_select", selected_users: [stage.second] } },
      },
    },
  ]);
  expect(submissions[0]?.values).not.toHaveProperty("more");
  expect(shown()).toBeUndefined();
});

test("errors keep the form open with what was entered; errors for no input are reported", async () => {
  stage.slack.fill({ user: stage.first, values: { reason: "because", urgency_menu: "HIGH" } });
  reply = { response_action: "errors", errors: { reason: "Say more" } };
  expect((await submit()).errors).toEqual({ reason: "Say more" });
  reply = { response_action: "errors", errors: { nowhere: "Lost" } };
  expect((await submit()).refusedBySlack).toEqual(["error for a block that is no input: nowhere"]);
  expect(submissions[1]?.hash).toBe(submissions[0]?.hash);
  expect(shown()).toMatchObject({
    state: {
      values: {
        reason: { reason_text: { value: "because" } },
        urgency: { urgency_menu: { selected_option: { value: "high" } } },
      },
    },
  });
});

test("a submission can update the view, push another, and clear all", async () => {
  stage.slack.fill({ user: stage.first, values: { reason: "because" } });
  const before = shown();
  reply = { response_action: "update", view: form("Updated") };
  await submit();
  expect(shown()).toMatchObject({ id: before?.["id"], title: { text: "Updated" } });
  expect(shown()?.["hash"]).not.toBe(before?.["hash"]);
  reply = { response_action: "push", view: second() };
  await submit();
  expect(shown()).toMatchObject({
    title: { text: "Second" },
    previous_view_id: viewId,
    root_view_id: viewId,
  });
  reply = undefined;
  await submit();
  expect(shown()).toMatchObject({ id: viewId });
  reply = {
    response_action: "push",
    view: { ...form(), title: { type: "plain_text", text: "x".repeat(25) } },
  };
  expect((await submit()).refusedBySlack[0]).toContain("/view/title/text");
  reply = { response_action: "clear" };
  await submit();
  expect(shown()).toBeUndefined();
});

test("views.update keeps what was entered where ids stay, and refuses a stale hash or a closed view", async () => {
  stage.slack.fill({ user: stage.first, values: { reason: "kept", urgency: "high" } });
  const hash = shown()?.["hash"];
  const [reason, urgency, ...rest] = form().blocks;
  if (!reason || !urgency) throw new Error("no blocks");
  await update(
    { ...form("Newer"), blocks: [reason, { ...urgency, block_id: "urgency2" }, ...rest] },
    { view_id: viewId, hash },
  );
  expect(shown()).toMatchObject({
    title: { text: "Newer" },
    state: {
      values: {
        reason: { reason_text: { value: "kept" } },
        urgency2: { urgency_menu: { selected_option: { value: "low" } } },
      },
    },
  });
  expect(await refusalOf(update(form(), { view_id: viewId, hash }))).toBe("hash_conflict");
  await stage.slack.closeModal({ user: stage.first });
  expect(await refusalOf(update(form()))).toBe("not_found");
});

test("a view can be updated by its external id, which is taken while it is open", async () => {
  const open = () =>
    stage.slack.slash({ user: stage.first, command: "/form", text: "outer-1", channel: stage.duty });
  await open();
  await update({ ...form("By name"), external_id: "outer-1" }, { external_id: "outer-1" });
  expect(shown()).toMatchObject({ title: { text: "By name" }, external_id: "outer-1" });
  await stage.slack.slash({ user: stage.second, command: "/form", text: "keep", channel: stage.duty });
  const view = { ...form(), external_id: "outer-1" };
  expect(await refusalOf(stage.bot.app.client.views.open({ trigger_id: trigger, view }))).toBe(
    "duplicate_external_id",
  );
  await stage.slack.closeModal({ user: stage.first });
  await stage.bot.app.client.views.open({ trigger_id: trigger, view });
  expect(stage.workspace.modal(stage.second)).toMatchObject({ external_id: "outer-1" });
});

test("a trigger opens one modal, and only within three seconds", async () => {
  const { views } = stage.bot.app.client;
  expect(await refusalOf(views.open({ trigger_id: trigger, view: form() }))).toBe("exchanged_trigger_id");
  expect(await refusalOf(views.open({ trigger_id: "1.2.3", view: form() }))).toBe("invalid_trigger_id");
  await stage.slack.slash({ user: stage.first, command: "/form", text: "keep", channel: stage.duty });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3001 });
  expect(await refusalOf(views.open({ trigger_id: trigger, view: form() }))).toBe("expired_trigger_id");
});

test("a press in a modal brings its state and a trigger to push with, three deep at most", async () => {
  const push = async () => {
    trigger = "";
    await stage.slack.pressInModal({ user: stage.first, actionId: "show_more" });
    await vi.waitFor(() => expect(trigger).not.toBe(""));
    return refusalOf(stage.bot.app.client.views.push({ trigger_id: trigger, view: second() }));
  };
  expect([await push(), await push(), await push()]).toEqual(["accepted", "accepted", "push_limit_reached"]);
  await stage.slack.closeModal({ user: stage.first });
  expect(await push()).toBe("accepted");
});

test("closing tells the bot when it asked to be told", async () => {
  await stage.slack.closeModal({ user: stage.first, all: true });
  expect(closed).toMatchObject([{ type: "view_closed", is_cleared: true, user: { id: stage.first } }]);
  expect(shown()).toBeUndefined();
  await expect(submit()).rejects.toThrow("no modal open");
});
