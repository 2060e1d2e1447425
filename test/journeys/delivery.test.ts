import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { onlyMessage, recorded } from "../support/act.ts";
import { refer, secondOfficer, deskOfficer, socialWorker, colleague, textOf } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

/** The calls that posted a referral's own message in a channel: when, with what outcome. */
const posts = (installation: "council" | "police", channel: string, ref: string) =>
  stage
    .workspace(installation)
    .calls()
    .filter(({ method, args }) => method === "chat.postMessage" && args["channel"] === channel)
    .filter(({ args }) => textOf(args).includes(ref));

const toldSender = () => onlyMessage(stage, "council", "U0CWORKER");

describe("a message that Slack does not take at once", () => {
  it("because of a rate limit waits as long as Slack says, and holds up nobody else", async () => {
    stage.workspace("police").fault({
      method: "chat.postMessage",
      channel: "C0PREFER",
      times: 1,
      kind: "rate-limited",
      retryAfterSeconds: 3,
    });
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await toldSender();
    expect(post.text).not.toContain("Repeat");
    const [first, second] = posts("police", "C0PREFER", ref);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2_950);
    const [own] = posts("council", "U0CWORKER", ref);
    expect(own?.at).toBeLessThan((first?.at ?? 0) + 2_000);
  });

  it("whose answer is lost is looked for by its key and not sent again", async () => {
    stage
      .workspace("police")
      .fault({ method: "chat.postMessage", channel: "C0PREFER", times: 1, kind: "lost" });
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await toldSender();
    expect(posts("police", "C0PREFER", ref)).toHaveLength(1);
    const looked = stage
      .workspace("police")
      .calls()
      .filter(({ method }) => method === "conversations.history");
    expect(looked.at(-1)?.args).toMatchObject({ channel: "C0PREFER" });
    const [row] = await stage.query(
      sql`SELECT state, provider_id AS ts FROM outbox WHERE ref = ${ref} AND destination = 'C0PREFER'`,
      { state: z.string(), ts: z.string() },
    );
    expect(row).toEqual({ state: "sent", ts: post.ts });
  });

  it("that may have gone out and is not there is sent again, marked as a repeat", async () => {
    stage
      .workspace("police")
      .fault({ method: "chat.postMessage", channel: "C0PREFER", times: 1, kind: "server-error" });
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await toldSender();
    expect(post.text).toContain("Repeat: Referral from social care");
    expect(textOf(post.blocks)).toContain("*Repeat.* This may have reached you before.");
    expect(posts("police", "C0PREFER", ref)).toHaveLength(2);
  });

  it("and never will is given up: the failure stands in the record, the sender is told to ring, and the operators to put it right", async () => {
    const before = await recorded(stage, "NoticeFailed");
    stage.workspace("police").fault({
      method: "chat.postMessage",
      channel: "C0PREFER",
      times: 1,
      kind: "error",
      error: "channel_not_found",
    });
    const ref = await refer(stage, socialWorker);
    await stage.settled();
    const told = (await stage.unread("council", "U0CWORKER")).map(({ blocks }) => textOf(blocks));
    expect(told).toHaveLength(2);
    for (const text of told) expect(text).toContain("01632 960201");
    const alarm = await onlyMessage(stage, "council", "C0OPERATORS");
    expect(alarm.text).toContain(`A message about ${ref}`);
    expect(alarm.text).toContain("cannot be delivered");
    // The next rung of the ladder is told at once.
    await expect
      .poll(async () => (await stage.unread("police", "U0PSERGEANT")).length, { timeout: 5_000 })
      .toBe(1);
    const [row] = await stage.query(
      sql`SELECT state, last_error AS error FROM outbox WHERE ref = ${ref} AND destination = 'C0PREFER'`,
      { state: z.string(), error: z.string() },
    );
    expect(row).toEqual({ state: "failed", error: "channel_not_found" });
    expect(await recorded(stage, "NoticeFailed")).toBe(before + 1);
  });

  it("as an edit is made again, and shows the same post once", async () => {
    await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await toldSender();
    stage.workspace("police").fault({ method: "chat.update", times: 1, kind: "lost" });
    await stage.police.press({ user: "U0PDESK", channel: post.channel, ts: post.ts, actionId: "pick-up" });
    await toldSender();
    const [edited, ...others] = (await stage.workspace("police").messages("C0PREFER")).filter(
      ({ ts }) => ts === post.ts,
    );
    expect(others).toEqual([]);
    expect(textOf(edited?.blocks)).toContain("Demo Referral Desk Officer has had it");
    expect(textOf(edited?.blocks)).not.toContain("Repeat");
  });
});

describe("a channel that is busy", () => {
  it("gets one message a second, and the messages' metadata holds an opaque key and nothing else", async () => {
    const refs = await Promise.all([refer(stage, socialWorker), refer(stage, colleague)]);
    await stage.settled();
    const found = await stage.unread("police", "C0PREFER");
    expect(found).toHaveLength(2);
    await onlyMessage(stage, "council", "U0CWORKER");
    await onlyMessage(stage, "council", "U0CSECOND");
    const at = refs
      .flatMap((ref) => posts("police", "C0PREFER", ref).map((call) => call.at))
      .toSorted((a, b) => a - b);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(900);
    const keys = found.map(({ metadata }) => metadata?.["event_payload"]);
    for (const [index, key] of keys.entries()) {
      expect(key).toEqual({ key: expect.stringMatching(/^[\w-]{16,}$/) as unknown });
      expect(textOf(key)).not.toContain(refs[index] ?? "");
    }
    expect(new Set(keys.map(textOf)).size).toBe(2);
  });

  it("lets an urgent referral go before others that wait", async () => {
    const [, , urgent] = await Promise.all([
      refer(stage, deskOfficer),
      refer(stage, secondOfficer),
      refer(
        stage,
        { installation: "police", user: "U0PSERGEANT", channel: "C0PREFER" },
        { "immediate-risk": "yes" },
      ),
    ]);
    await stage.settled();
    const found = await stage.unread("council", "C0CDUTY");
    const order = found.map(({ text }) => text.startsWith("Urgent"));
    expect(order.indexOf(true)).toBeLessThan(2);
    expect(found[order.indexOf(true)]?.text).toContain(urgent);
    for (const user of ["U0PDESK", "U0PSECOND", "U0PSERGEANT"]) await onlyMessage(stage, "police", user);
  });
});
