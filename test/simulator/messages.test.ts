import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { refusalOf, setStage, type Stage } from "./bot.ts";

let stage: Stage;
let said: unknown[] = [];

const button = (value: string, actionId = "take") => ({
  type: "button" as const,
  action_id: actionId,
  value,
  text: { type: "plain_text" as const, text: "I'm dealing with this" },
});
const row = (value: string) => ({
  type: "actions" as const,
  block_id: `row-${value}`,
  elements: [button(value)],
});

beforeAll(async () => {
  stage = await setStage();
  stage.bot.app.action("take", async ({ ack, body, action, respond }) => {
    await ack();
    said.push(body, action);
    await respond({ replace_original: true, text: "taken" });
  });
  stage.bot.app.command("/say", async ({ ack, command, respond }) => {
    await ack(command.text === "" ? undefined : command.text);
    if (command.text === "") await respond({ response_type: "in_channel", text: "everyone hears" });
  });
});
beforeEach(() => {
  said = [];
});
afterAll(() => stage.close());

test("a message to a person's id arrives in the bot's direct conversation with that person", async () => {
  expect(await stage.workspace.directMessages(stage.second)).toEqual([]);
  const posted = await stage.bot.app.client.chat.postMessage({
    channel: stage.second,
    text: "Ref ABC is due",
  });
  expect(posted.channel).toMatch(/^D/);
  const messages = await stage.workspace.directMessages(stage.second);
  expect(messages.map(({ text, ts }) => [text, ts])).toEqual([["Ref ABC is due", posted.ts]]);
  const { client } = stage.bot.app;
  await client.chat.update({ channel: posted.channel ?? "", ts: posted.ts ?? "", text: "done" });
  expect(await stage.workspace.directMessages(stage.second)).toMatchObject([
    { text: "done", isEdited: true },
  ]);
});

test("metadata comes back through the history, only when asked for", async () => {
  const { client } = stage.bot.app;
  const metadata = { event_type: "tandem", event_payload: { key: "opaque-1" } };
  const posted = await client.chat.postMessage({ channel: stage.duty, text: "with a key", metadata });
  const without = await client.conversations.history({ channel: stage.duty });
  expect(without.messages?.[0]).not.toHaveProperty("metadata");
  const found = await client.conversations.history({
    channel: stage.duty,
    include_all_metadata: true,
    oldest: posted.ts ?? "",
    inclusive: true,
  });
  expect(found.messages).toMatchObject([{ ts: posted.ts, metadata }]);
  expect(
    (await client.conversations.history({ channel: stage.duty, oldest: posted.ts ?? "" })).messages,
  ).toEqual([]);
});

test("the history pages, and the reader shows threads oldest first", async () => {
  const { client } = stage.bot.app;
  const channel = "CCGENERAL1";
  const first = await client.chat.postMessage({ channel, text: "1" });
  await client.chat.postMessage({ channel, text: "2" });
  await client.chat.postMessage({ channel, text: "1a", thread_ts: first.ts ?? "" });
  const page = await client.conversations.history({ channel, limit: 1 });
  expect(page).toMatchObject({ has_more: true, messages: [{ text: "2" }] });
  const cursor = page.response_metadata?.next_cursor ?? "";
  expect((await client.conversations.history({ channel, limit: 1, cursor })).messages).toMatchObject([
    { text: "1" },
  ]);
  const messages = await stage.workspace.messages(channel);
  expect(messages.map(({ text, threadTs }) => [text, threadTs])).toEqual(
    [
      ["1", first.ts],
      ["2", undefined],
      ["1a", first.ts],
    ].map(([text, thread], at) => [text, at === 2 ? thread : undefined]),
  );
});

test("a press carries the message as it stands, and replace_original edits it", async () => {
  const { client } = stage.bot.app;
  const posted = await client.chat.postMessage({
    channel: stage.duty,
    text: "two rows",
    blocks: [row("case-1"), row("case-2")],
  });
  const ts = posted.ts ?? "";
  const answer = await stage.slack.press({
    user: stage.first,
    channel: stage.duty,
    ts,
    actionId: "take",
    value: "case-2",
  });
  expect(answer).toMatchObject({ status: 200, timedOut: false });
  await vi.waitFor(async () => {
    const message = (await stage.workspace.messages(stage.duty)).find((item) => item.ts === ts);
    expect(message).toMatchObject({ text: "taken", blocks: [], isEdited: true });
  });
  expect(said[0]).toMatchObject({
    type: "block_actions",
    team: { id: "TCTEAM0001", domain: "council" },
    user: { id: stage.first, username: "first", team_id: "TCTEAM0001" },
    container: { type: "message", message_ts: ts, channel_id: stage.duty, is_ephemeral: false },
    channel: { id: stage.duty, name: "duty" },
    message: { ts, text: "two rows", bot_id: "BCBOT00001" },
  });
  expect(said[1]).toMatchObject({ action_id: "take", block_id: "row-case-2", value: "case-2" });
  const press = { user: stage.first, channel: stage.duty, ts, actionId: "take" };
  await expect(stage.slack.press(press)).rejects.toThrow("0 elements");
});

test("someone who still sees the old message can press its button, with a forged value too", async () => {
  const { client } = stage.bot.app;
  const content = { channel: stage.duty, text: "old", blocks: [row("case-3")] };
  const ts = (await client.chat.postMessage(content)).ts ?? "";
  const seen = (await stage.workspace.messages(stage.duty)).find((item) => item.ts === ts);
  await client.chat.update({ channel: stage.duty, ts, text: "new" });
  if (!seen) throw new Error("not posted");
  await stage.slack.press({
    user: { id: "UOUTSIDER1", name: "mallory", teamId: "TOTHER0001" },
    channel: stage.duty,
    ts,
    actionId: "take",
    forgedValue: "case-9",
    seen,
  });
  await vi.waitFor(() => expect(said).toHaveLength(2));
  expect(said).toMatchObject([{ user: { id: "UOUTSIDER1", team_id: "TOTHER0001" } }, { value: "case-9" }]);
});

test("an ephemeral message is seen by one person, can be pressed, and is not in the history", async () => {
  const { client } = stage.bot.app;
  const { message_ts: ts = "" } = await client.chat.postEphemeral({
    channel: stage.duty,
    user: stage.first,
    text: "only you",
    blocks: [row("case-4")],
  });
  const here = stage.workspace.ephemerals(stage.duty);
  expect(here).toMatchObject([{ ts, user: stage.first, text: "only you", source: "chat.postEphemeral" }]);
  expect(stage.workspace.ephemerals("CCQUIET001")).toEqual([]);
  await stage.slack.press({ user: stage.first, channel: stage.duty, ts, actionId: "take" });
  await vi.waitFor(() =>
    expect(stage.workspace.ephemerals(stage.duty)).toMatchObject([{ ts, text: "taken" }]),
  );
  expect(said[0]).not.toHaveProperty("message");
  expect((await stage.workspace.messages(stage.duty)).some((message) => message.ts === ts)).toBe(false);
});

test("the answer to a command is shown to the one who typed it; a response_url can tell the channel", async () => {
  await stage.slack.slash({ user: stage.second, command: "/say", text: "hello", channel: "CCQUIET001" });
  expect(stage.workspace.ephemerals("CCQUIET001")).toMatchObject([
    { user: stage.second, text: "hello", source: "command answer" },
  ]);
  await stage.slack.slash({ user: stage.second, command: "/say", channel: "CCQUIET001" });
  await vi.waitFor(async () => {
    expect(await stage.workspace.messages("CCQUIET001")).toMatchObject([{ text: "everyone hears" }]);
  });
});

test("an unknown channel, a missing text and an unknown method are refused as Slack refuses them", async () => {
  const { client } = stage.bot.app;
  const { chat } = client;
  expect(await refusalOf(chat.postMessage({ channel: "CNOWHERE01", text: "x" }))).toBe("channel_not_found");
  expect(await refusalOf(chat.postMessage({ channel: "duty", text: "x" }))).toBe("channel_not_found");
  expect(await refusalOf(chat.update({ channel: stage.second, ts: "1.2", text: "x" }))).toBe(
    "channel_not_found",
  );
  expect(await refusalOf(chat.update({ channel: stage.duty, ts: "1.2", text: "x" }))).toBe(
    "message_not_found",
  );
  expect(await refusalOf(chat.postMessage({ channel: stage.duty, text: "" }))).toBe("no_text");
  expect(await refusalOf(client.apiCall("calls.add", {}))).toBe("unknown_method");
});
