import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { setStage, type Stage } from "./bot.ts";

let stage: Stage;
let responseUrl = "";

beforeAll(async () => {
  stage = await setStage();
  stage.bot.app.command("/url", async ({ ack, command }) => {
    responseUrl = command.response_url;
    await ack();
  });
});
afterEach(() => vi.useRealTimers());
afterAll(() => stage.close());

async function answer(): Promise<number> {
  const body = JSON.stringify({ response_type: "ephemeral", text: "later" });
  return (await fetch(responseUrl, { method: "POST", body })).status;
}

test("a response_url takes five answers", async () => {
  await stage.slack.slash({ user: stage.first, command: "/url", channel: stage.duty });
  const statuses = [];
  for (let use = 1; use <= 6; use += 1) statuses.push(await answer());
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  expect(stage.workspace.ephemerals()).toHaveLength(5);
  expect(stage.workspace.calls().at(-1)).toMatchObject({
    method: "response_url",
    response: { error: "used_url" },
  });
});

test("a response_url dies after thirty minutes", async () => {
  await stage.slack.slash({ user: stage.first, command: "/url", channel: stage.duty });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30 * 60_000 - 5000 });
  expect(await answer()).toBe(200);
  vi.setSystemTime(Date.now() + 6000);
  expect(await answer()).toBe(404);
});
