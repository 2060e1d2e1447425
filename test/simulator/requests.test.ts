import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { form, setStage, type Stage } from "./bot.ts";

let stage: Stage;
let heard: { readonly body: object; readonly retry?: unknown }[] = [];

beforeAll(async () => {
  stage = await setStage();
  const { app } = stage.bot;
  app.command("/note", async ({ ack, body }) => {
    heard.push({ body });
    await ack();
  });
  app.command("/slow", async ({ ack }) => {
    await new Promise((resolve) => setTimeout(resolve, 3300));
    await ack();
  });
  app.event("app_home_opened", async ({ body, context, client, event }) => {
    heard.push({ body, retry: context.retryNum });
    const view = { type: "home" as const, blocks: form().blocks.slice(3) };
    await client.views.publish({ user_id: event.user, view });
  });
});
beforeEach(() => {
  heard = [];
});
afterAll(() => stage.close());

const note = (channel = stage.duty) =>
  stage.slack.slash({ user: stage.first, command: "/note", text: "x", channel });

test("a command looks as Slack's own, with the private channel's name withheld", async () => {
  const answer = await note();
  expect(answer).toMatchObject({ status: 200, body: "", timedOut: false });
  expect(Object.keys(heard[0]?.body ?? {}).toSorted()).toEqual(
    [
      "token team_id team_domain channel_id channel_name user_id user_name command text api_app_id",
      "is_enterprise_install response_url trigger_id",
    ]
      .flatMap((line) => line.split(" "))
      .toSorted(),
  );
  expect(heard[0]?.body).toMatchObject({ user_name: "first", channel_name: "duty", team_domain: "council" });
  await note("CCQUIET001");
  await note("D00000001");
  expect(heard.slice(1)).toMatchObject([
    { body: { channel_name: "privategroup" } },
    { body: { channel_name: "directmessage" } },
  ]);
});

test("a replay sends the identical bytes and headers", async () => {
  const first = await note();
  const second = await stage.slack.replay(first);
  expect([second.status, second.sentBody, second.headers]).toEqual([200, first.sentBody, first.headers]);
  expect(heard[1]).toEqual(heard[0]);
});

test("an unsigned, a wrongly signed and an old request are refused by the bot", async () => {
  const { sentBody: body } = await note();
  const old = Math.floor(Date.now() / 1000) - 3600;
  const answers = await Promise.all([
    stage.slack.raw({ body, signature: null }),
    stage.slack.raw({ body, timestamp: null }),
    stage.slack.raw({ body, signature: "v0=0000" }),
    stage.slack.raw({ body, timestamp: old }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  expect((await stage.slack.raw({ body })).status).toBe(200);
  expect(heard).toHaveLength(2);
});

test("nobody listening is an answer with status 0", async () => {
  const { createOriginator } = await import("../../simulator/originator.ts");
  const slack = createOriginator({
    workspace: stage.workspace,
    eventsUrl: "http://127.0.0.1:9/slack/events",
    now: () => Date.now(),
  });
  const answer = await slack.slash({ user: stage.first, command: "/note", channel: stage.duty });
  expect(answer).toMatchObject({ status: 0, timedOut: false });
});

test("Slack gives up after three seconds, while the connection stays open", async () => {
  const answer = await stage.slack.slash({ user: stage.first, command: "/slow", channel: stage.duty });
  expect(answer).toMatchObject({ status: 0, timedOut: true });
  expect(answer.ms).toBeGreaterThanOrEqual(2990);
  expect(answer.ms).toBeLessThan(3250);
  expect((await answer.eventually).status).not.toBe(0);
});

test("opening the App Home is an event, and shows what the bot publishes", async () => {
  const answer = await stage.slack.appHomeOpened({ user: stage.second });
  expect(answer.status).toBe(200);
  expect(heard[0]?.body).toMatchObject({
    type: "event_callback",
    team_id: "TCTEAM0001",
    event: { type: "app_home_opened", user: stage.second, tab: "home" },
    authorizations: [{ team_id: "TCTEAM0001", user_id: "UCBOT00001", is_bot: true }],
  });
  await expect
    .poll(() => stage.workspace.home(stage.second))
    .toMatchObject({ type: "home", team_id: "TCTEAM0001" });
});

test("a retried event keeps its id and says so", async () => {
  const event = {
    type: "app_home_opened",
    user: stage.second,
    channel: "D1",
    tab: "home",
    event_ts: "1.000001",
  };
  await stage.slack.event({ event, eventId: "Ev1" });
  await stage.slack.event({ event, eventId: "Ev1", retry: { num: 1, reason: "http_timeout" } });
  await expect
    .poll(() => heard)
    .toMatchObject([
      { body: { event_id: "Ev1" }, retry: undefined },
      { body: { event_id: "Ev1" }, retry: 1 },
    ]);
  const published = () => stage.workspace.calls().filter((call) => call.method === "views.publish");
  await expect.poll(() => published().length).toBe(3);
});
