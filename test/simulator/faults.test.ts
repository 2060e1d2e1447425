import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ApiCall } from "../../simulator/journal.ts";
import { refusalOf, setStage, type Stage } from "./bot.ts";

let stage: Stage;
let text = "";
let number = 0;

beforeAll(async () => {
  stage = await setStage();
});
beforeEach(() => {
  number += 1;
  text = `message ${number}`;
});
afterAll(() => stage.close());

const post = (channel = stage.duty) => stage.bot.app.client.chat.postMessage({ channel, text });
const stored = async (channel = stage.duty) =>
  (await stage.workspace.messages(channel)).filter((message) => message.text === text).length;
const method = "chat.postMessage";

test("a rate limit names its seconds, posts nothing and ends after the number of times asked for", async () => {
  const fault = stage.workspace.fault({ method, times: 2, kind: "rate-limited", retryAfterSeconds: 7 });
  await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
  expect(fault.remaining()).toBe(1);
  await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
  expect(await stored()).toBe(0);
  await post();
  expect(await stored()).toBe(1);
});

test("a fault in one channel leaves the others alone, until it is cleared", async () => {
  const fault = stage.workspace.fault({ method, times: 9, kind: "server-error", channel: stage.duty });
  await post("CCGENERAL1");
  await expect(post()).rejects.toMatchObject({ statusCode: 500 });
  fault.clear();
  expect(fault.remaining()).toBe(0);
  await post();
  expect(await stored()).toBe(1);
});

test("a lost answer leaves the message posted", async () => {
  stage.workspace.fault({ method, times: 1, kind: "lost" });
  await expect(post()).rejects.toThrow("fetch failed");
  expect(await stored()).toBe(1);
  expect(stage.workspace.calls().at(-1)).toMatchObject({ method, status: 0, faultInjected: "lost" });
});

test("a slow answer comes late and the message is posted", async () => {
  stage.workspace.fault({ method: "*", times: 1, kind: "slow", delayMs: 300 });
  const startedAt = performance.now();
  await post();
  expect(performance.now() - startedAt).toBeGreaterThan(290);
  expect(await stored()).toBe(1);
});

test("any error of Slack's can be answered", async () => {
  stage.workspace.fault({ method, times: 1, kind: "error", error: "is_archived" });
  expect(await refusalOf(post())).toBe("is_archived");
  expect(await stored()).toBe(0);
});

test("every call is in the journal with opened arguments, and listeners hear of it until they stop", async () => {
  const heard: ApiCall[] = [];
  const stop = stage.workspace.onCall((call) => heard.push(call));
  const blocks = [{ type: "header" as const, text: { type: "plain_text" as const, text: "Hello" } }];
  await stage.bot.app.client.chat.postMessage({ channel: stage.duty, text, blocks });
  stop();
  await post();
  expect(heard).toMatchObject([
    { method, args: { channel: stage.duty, text, blocks }, response: { ok: true }, status: 200 },
  ]);
  const sequences = stage.workspace.calls().map((call) => call.sequence);
  expect(sequences).toEqual(sequences.map((_, at) => at + 1));
});
