import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { portOf } from "../../simulator/loopback-listen.ts";
import { createOriginator } from "../../simulator/originator.ts";
import { startWorkspace, type Workspace } from "../../simulator/workspace.ts";
import { refusalOf, seedOf, startBot, type Bot } from "./bot.ts";

let workspace: Workspace;
let bot: Bot;

beforeAll(async () => {
  const seed = seedOf("council", "C");
  workspace = await startWorkspace({
    ...seed,
    userGroups: [{ id: "SCDUTY0001", handle: "duty", name: "The duty desk", users: ["UCFIRST001"] }],
  });
  bot = await startBot(workspace);
});
afterAll(async () => {
  await bot.close();
  await workspace.close();
});

test("a user group has the people that the world gave it, until they are changed", async () => {
  const { usergroups } = bot.app.client;
  const plain = await usergroups.list({});
  expect(plain.usergroups).toMatchObject([{ id: "SCDUTY0001", handle: "duty", team_id: "TCTEAM0001" }]);
  expect(plain.usergroups?.[0]).not.toHaveProperty("users");
  expect((await usergroups.users.list({ usergroup: "SCDUTY0001" })).users).toEqual(["UCFIRST001"]);
  await usergroups.users.update({ usergroup: "SCDUTY0001", users: "UCSECOND01,UCFIRST001" });
  const listed = await usergroups.list({ include_users: true, include_count: true });
  expect(listed.usergroups?.[0]).toMatchObject({ users: ["UCSECOND01", "UCFIRST001"], user_count: 2 });
});

test("a group or a person that is not there is refused as Slack refuses it", async () => {
  const { users } = bot.app.client.usergroups;
  expect(await refusalOf(users.list({ usergroup: "SNOWHERE01" }))).toBe("no_such_subteam");
  expect(await refusalOf(users.update({ usergroup: "SNOWHERE01", users: "UCFIRST001" }))).toBe(
    "no_such_subteam",
  );
  expect(await refusalOf(users.update({ usergroup: "SCDUTY0001", users: "UNOBODY001" }))).toBe(
    "invalid_users",
  );
});

test("somebody who is not to be disturbed says so, and until when", async () => {
  const { dnd } = bot.app.client;
  expect(await dnd.info({ user: "UCFIRST001" })).toMatchObject({ dnd_enabled: false, next_dnd_end_ts: 1 });
  workspace.quiet("UCFIRST001", { from: 1_788_000_000, until: 1_788_030_000 });
  const quiet = {
    dnd_enabled: true,
    next_dnd_start_ts: 1_788_000_000,
    next_dnd_end_ts: 1_788_030_000,
  };
  expect(await dnd.info({ user: "UCFIRST001" })).toMatchObject(quiet);
  const { users } = await dnd.teamInfo({ users: "UCFIRST001,UCSECOND01" });
  expect(users).toMatchObject({ UCFIRST001: quiet, UCSECOND01: { dnd_enabled: false } });
  workspace.quiet("UCFIRST001", undefined);
  expect(await dnd.info({ user: "UCFIRST001" })).toMatchObject({ dnd_enabled: false });
  expect(await refusalOf(dnd.info({ user: "UNOBODY001" }))).toBe("user_not_found");
});

test("a call that lacks an argument is refused, and says which", async () => {
  const call = bot.app.client.apiCall("chat.update", { channel: "CCDUTY0001", text: "x" });
  await expect(call).rejects.toMatchObject({
    data: {
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] missing required field [json-pointer:/ts]"] },
    },
  });
});

test("a block that Slack would refuse is refused, with its place", async () => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "" } }];
  const call = bot.app.client.apiCall("chat.postMessage", { channel: "CCDUTY0001", text: "x", blocks });
  await expect(call).rejects.toMatchObject({
    data: {
      error: "invalid_blocks",
      response_metadata: {
        messages: [expect.stringContaining("json-pointer:/blocks/0/text/text") as string],
      },
    },
  });
});

/** A bot that answers each request with the next of these; `undefined` breaks the connection. */
const answering = async (statuses: readonly (number | undefined)[]) => {
  const heard: IncomingMessage["headers"][] = [];
  const ids: unknown[] = [];
  const server = createServer((request, response) => {
    const status = statuses[heard.length];
    heard.push(request.headers);
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      ids.push((JSON.parse(body) as { event_id: string }).event_id);
      if (status === undefined) response.destroy();
      else response.writeHead(status).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const eventsUrl = `http://127.0.0.1:${portOf(server)}/`;
  const slack = createOriginator({ workspace, eventsUrl, now: () => Date.now() });
  return { heard, ids, slack, close: () => server.close() };
};

const event = {
  type: "app_home_opened",
  user: "UCFIRST001",
  channel: "D1",
  tab: "home",
  event_ts: "1.000001",
};
const noWait = [0, 0, 0];
const retryOf = (headers: IncomingMessage["headers"]) => [
  headers["x-slack-retry-num"],
  headers["x-slack-retry-reason"],
];

test("an event is sent again until it is answered, with its number and the reason, under the same id", async () => {
  const listening = await answering([500, undefined, 200]);
  const answers = await listening.slack.eventUntilAnswered(event, noWait);
  expect(answers.map(({ status }) => status)).toEqual([500, 0, 200]);
  expect(listening.heard.map(retryOf)).toEqual([
    [undefined, undefined],
    ["1", "http_error"],
    ["2", "connection_failed"],
  ]);
  expect(new Set(listening.ids).size).toBe(1);
  listening.close();
});

test("after three retries Slack gives an event up", async () => {
  const listening = await answering([500, 500, 500, 500, 200]);
  const answers = await listening.slack.eventUntilAnswered(event, noWait);
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
  listening.close();
});
