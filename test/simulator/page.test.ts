import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { InspectorEntry, PageMessage } from "../../simulator/page/contract.ts";
import { isObject, textAt } from "../../simulator/json.ts";
import { statusOf, type Browser } from "./browser.ts";
import { openDemonstration, type Demonstration } from "./page-world.ts";

let demonstration: Demonstration;
let browser: Browser;

beforeAll(async () => {
  demonstration = await openDemonstration("2026-08-28T16:00:00+01:00");
  ({ browser } = demonstration);
});
afterAll(() => demonstration.close());

const sender = "duty-social-worker";
const desk = "referral-desk-officer";
const required = { about: "no", "immediate-risk": "yes", callback: "01632 960111", crime: "possible" };
const answers = { ...required, child: "Planted Child", concerns: "Planted concern." };
const windowOf = async (as: string) => JSON.stringify((await browser.state(as)).modal ?? "none");
const unreadOf = async (as: string) => (await browser.state(as)).as.unread;
const directOf = async (as: string) =>
  (await browser.state(as)).conversations.find(({ kind }) => kind === "direct")?.id ?? "";

const typeReferral = async () => {
  await browser.act({ as: sender, kind: "close", all: true });
  const typed = await browser.act({
    as: sender,
    kind: "slash",
    channel: "C0CDUTY",
    command: "/referral",
    text: "",
  });
  expect(typed).toMatchObject({ errors: {} });
  expect(typed.problem).toBeUndefined();
  await expect.poll(() => windowOf(sender), { timeout: 5_000 }).toContain('"callback"');
};

const refer = async () => {
  await typeReferral();
  const sent = await browser.act({ as: sender, kind: "submit", values: answers });
  expect(sent.errors).toEqual({});
  expect(await windowOf(sender)).toContain("Recorded");
};

const lastIn = async (as: string, id: string): Promise<PageMessage> => {
  const { messages } = await browser.conversation(as, id);
  const last = messages.at(-1);
  if (last === undefined) throw new Error(`there is nothing in ${id}`);
  return last;
};

type Post = { readonly to: string; readonly when: string; readonly text: string };
const postOf = ({ name, request, when }: InspectorEntry): readonly Post[] =>
  name === "chat.postMessage" && isObject(request)
    ? [{ to: textAt(request, "channel"), when, text: textAt(request, "text") }]
    : [];
const callsSoFar = async () => (await browser.calls()).at(-1)?.sequence ?? 0;
const postsSince = async (sequence: number) => (await browser.calls(sequence)).flatMap(postOf);

describe("the newcomer's path", () => {
  test("a form that lacks answers says so at its fields, then is recorded", async () => {
    await typeReferral();
    const empty = await browser.act({ as: sender, kind: "submit", values: {} });
    expect(Object.keys(empty.errors)).toContain("callback");
    expect((await browser.state(sender)).modal?.errors).toEqual(empty.errors);
    const refused = await browser.act({
      as: sender,
      kind: "submit",
      values: { ...answers, callback: "my desk" },
    });
    expect(Object.keys(refused.errors)).toEqual(["callback"]);
    expect((await browser.state(sender)).modal).toMatchObject({ depth: 1, errors: refused.errors });
    const sent = await browser.act({ as: sender, kind: "submit", values: answers });
    expect(sent.errors).toEqual({});
    const shown = (await browser.state(sender)).modal;
    expect(JSON.stringify(shown?.view)).toContain("Recorded");
    expect(shown?.errors).toEqual({});
  });

  test("the desk of the other organisation sees it unread, presses the button, and the sender is told", async () => {
    await expect.poll(() => unreadOf(desk), { timeout: 10_000 }).toBe(1);
    const post = await lastIn(desk, "C0PREFER");
    expect(post).toMatchObject({ author: "Tandem", fromBot: true, edited: false, ephemeral: false });
    expect(post.when).toBe("Fri 16:00 BST");
    expect(await unreadOf(desk)).toBe(0);
    expect(await unreadOf("second-desk-officer")).toBe(1);
    const direct = await directOf(sender);
    await browser.conversation(sender, direct);
    const button = post.blocks.find((block) => JSON.stringify(block).includes('"pick-up"'));
    const pressed = await browser.act({
      as: desk,
      kind: "press",
      channel: "C0PREFER",
      ts: post.ts,
      actionId: "pick-up",
      blockId: button === undefined ? "" : textAt(button, "block_id"),
    });
    expect(pressed).toMatchObject({ errors: {} });
    await expect.poll(async () => (await lastIn(desk, "C0PREFER")).edited, { timeout: 10_000 }).toBe(true);
    await expect.poll(() => unreadOf(sender), { timeout: 10_000 }).toBeGreaterThan(0);
    expect((await lastIn(sender, direct)).text).toContain("Demo Referral Desk Officer");
  });
});

describe("duty time", () => {
  test("a quarter of an hour later the rungs have rung in their order, each at its own time", async () => {
    await refer();
    const before = await callsSoFar();
    const { clock, stoppedAt, stoppedEarly } = await browser.skip({ minutes: 15 });
    expect(stoppedEarly).toBeUndefined();
    expect(clock).toMatchObject({ says: "Fri 28 Aug 2026, 16:15 BST", moving: false });
    expect(stoppedAt).toEqual(["Fri 16:05 BST", "Fri 16:10 BST", "Fri 16:15 BST"]);
    const posts = await postsSince(before);
    const rungs = posts.filter(({ to, text }) => to.startsWith("U0P") && text.includes("Nobody has it yet"));
    expect(rungs.map(({ to, when }) => `${to} ${when}`)).toEqual([
      "U0PSERGEANT Fri 16:05 BST",
      "U0PSERGEANT Fri 16:10 BST",
      "U0PINSPECTOR Fri 16:15 BST",
    ]);
    const whens = posts.map(({ when }) => when);
    expect(whens).toEqual(whens.toSorted());
    expect((await lastIn("inspector-for-the-area", await directOf("inspector-for-the-area"))).when).toBe(
      "Fri 16:15 BST",
    );
  });

  test("an instant in the past is refused, and nothing moves", async () => {
    const before = (await browser.state(sender)).clock.iso;
    const refusal = await browser.refusal(browser.skip({ to: { iso: "2026-08-28T16:00:00+01:00" } }));
    expect(refusal).toMatchObject({ status: 400, error: expect.stringContaining("forwards only") as string });
    expect((await browser.state(sender)).clock.says).toContain("16:15 BST");
    expect((await browser.state(sender)).clock.iso >= before).toBe(true);
  });

  test("two pages that skip at once skip one after the other, and every page sees that the clock moves", async () => {
    const changes = await browser.follow();
    const skips = Promise.all([browser.skip({ minutes: 5 }), browser.skip({ minutes: 5 })]);
    await expect.poll(async () => (await browser.state(desk)).clock.moving).toBe(true);
    const [first, second] = await skips;
    expect([first.clock.says, second.clock.says].map((says) => says.slice(-9))).toEqual([
      "16:20 BST",
      "16:25 BST",
    ]);
    expect((await browser.state(desk)).clock).toMatchObject({ moving: false });
    expect(changes.versions.length).toBeGreaterThan(2);
    expect(changes.versions).toEqual(changes.versions.toSorted((a, b) => a - b));
    changes.stop();
  });

  test("it goes to the next instant at which a team closes, and then knows the one after that", async () => {
    const { nextClosing } = (await browser.state(sender)).clock;
    expect(nextClosing).toMatchObject({
      says: "Fri 28 Aug 2026, 16:30 BST",
      who: "Children's Duty Team and Child Referral Team",
    });
    const { clock } = await browser.skip({ to: "next closing" });
    expect(clock.says).toBe("Fri 28 Aug 2026, 16:30 BST");
    // Monday is a bank holiday.
    expect(clock.nextClosing?.says).toBe("Tue 1 Sep 2026, 17:00 BST");
  });
});

describe("who may use it", () => {
  const asked = (over: Readonly<Record<string, string>>) => ({
    "content-type": "application/json",
    origin: new URL(demonstration.url).origin,
    ...over,
  });
  const skipFrom = (headers: Readonly<Record<string, string>>) =>
    statusOf(`${demonstration.url}api/clock`, { method: "POST", headers: asked(headers) });

  test("a page of another origin, another host or another kind of form moves nothing", async () => {
    const before = (await browser.state(sender)).clock.says;
    expect(await skipFrom({ origin: "https://example.org" })).toBe(403);
    expect(await skipFrom({ origin: "null" })).toBe(403);
    expect(await skipFrom({ host: "rebound.example.org" })).toBe(403);
    expect(await skipFrom({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await skipFrom({ "content-type": "text/plain" })).toBe(415);
    expect((await browser.state(sender)).clock.says).toBe(before);
  });

  test("nor does it read anything", async () => {
    const headers = asked({ origin: "https://example.org" });
    for (const path of ["", "api/state", "api/calls", "api/changes"])
      expect(await statusOf(`${demonstration.url}${path}`, { method: "GET", headers })).toBe(403);
  });

  test("nobody unknown, and nobody in another team's channel", async () => {
    expect(await browser.refusal(browser.state("nobody"))).toMatchObject({ status: 404 });
    expect(await browser.refusal(browser.conversation(sender, "C0PREFER"))).toMatchObject({ status: 404 });
    expect(await browser.refusal(browser.conversation(sender, "C0OPERATORS"))).toMatchObject({ status: 404 });
    expect((await browser.conversation("team-manager", "C0OPERATORS")).name).toBe("tandem-operators");
  });
});

test("the page itself is built, and a browser that has it already is told so", async () => {
  const page = await fetch(demonstration.url);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const script = await fetch(`${demonstration.url}main.js`);
  expect(script.status).toBe(200);
  const etag = script.headers.get("etag") ?? "";
  const again = await fetch(`${demonstration.url}main.js`, { headers: { "if-none-match": etag } });
  expect(again.status).toBe(304);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
});

test("a reset leaves nothing of the old world, and a page that was open goes on", async () => {
  const sequence = await callsSoFar();
  const changes = await browser.follow();
  const [old] = demonstration.worlds;
  expect((await lastIn(sender, await directOf(sender))).text).not.toBe("");
  await browser.reset();
  const state = await browser.state(sender);
  expect(state.clock.says).toBe("Fri 28 Aug 2026, 16:00 BST");
  expect(state.people.map(({ unread }) => unread)).toEqual(state.people.map(() => 0));
  expect(state.modal).toBeUndefined();
  expect((await browser.conversation(sender, await directOf(sender))).messages).toEqual([]);
  expect(await browser.calls()).toEqual([]);
  await expect.poll(() => changes.versions.at(-1)).toBeGreaterThan(0);
  await expect(fetch(`http://127.0.0.1:${old?.simulated.bot.port}/readyz`)).rejects.toThrow("fetch failed");
  const redis = new Redis(inject("redisUrl"));
  expect(await redis.keys(`${old?.prefix}*`)).toEqual([]);
  redis.disconnect();
  await refer();
  expect((await browser.calls())[0]?.sequence).toBeGreaterThan(sequence);
  changes.stop();
  expect(demonstration.worlds).toHaveLength(2);
});
