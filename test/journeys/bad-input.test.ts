import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { onlyMessage, recorded, sendForm, windowOf } from "../support/act.ts";
import { planted } from "../support/planted.ts";
import { closeWindows, openReferral, refer, socialWorker, textOf } from "../support/refer.ts";
import { openStage, usualAnswers, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(async () => {
  await stage.nothingUnread();
  await closeWindows(stage, socialWorker);
});
afterAll(() => stage.close());

const command = (fields: Record<string, string> = {}): string =>
  new URLSearchParams({
    team_id: "T0COUNCIL",
    channel_id: "C0CDUTY",
    user_id: "U0CWORKER",
    command: "/referral",
    text: "",
    trigger_id: "1.2.three",
    api_app_id: "A0COUNCIL",
    response_url: "http://127.0.0.1:9/never",
    ...fields,
  }).toString();

const everything = async () => {
  const [found] = await stage.query(
    sql`SELECT (SELECT count(*) FROM events)::int AS events, (SELECT count(*) FROM inbox)::int AS inbox,
          (SELECT count(*) FROM outbox)::int AS outbox`,
    { events: z.number(), inbox: z.number(), outbox: z.number() },
  );
  return { ...found, calls: stage.workspace("council").calls().length };
};

const counted = (because: string): number => stage.bot.refusals.get(because) ?? 0;
const secondsFromNow = (seconds: number): number =>
  Math.floor((performance.timeOrigin + performance.now()) / 1_000) + seconds;

describe("a request that is not Slack's, or not for us, is refused and counted, and nothing is recorded", () => {
  it.each([
    ["is unsigned", "unsigned", 401, { body: command(), signature: null }],
    ["has no time", "unsigned", 401, { body: command(), timestamp: null }],
    ["has a false signature", "bad-signature", 401, { body: command(), signature: `v0=${"0".repeat(64)}` }],
    ["is six minutes old", "too-old", 401, { body: command(), timestamp: secondsFromNow(-360) }],
    [
      "is dated ten years ahead",
      "future-dated",
      401,
      { body: command(), timestamp: secondsFromNow(315_000_000) },
    ],
    ["comes from another workspace", "wrong-workspace", 403, { body: command({ team_id: "T0ELSEWHERE" }) }],
    ["names no workspace", "malformed", 400, { body: "a=b" }],
    ["has a payload that is not JSON", "malformed", 400, { body: "payload=%7Bnot" }],
  ])("when it %s", async (_what, because, status, raw) => {
    const before = await everything();
    const countedBefore = counted(because);
    const answer = await stage.council.raw(raw);
    expect(answer.status).toBe(status);
    expect(counted(because)).toBe(countedBefore + 1);
    expect(await everything()).toEqual(before);
  });

  it("when it is larger than anything that Slack sends", async () => {
    const before = await everything();
    const answer = await stage.council.raw({ body: command({ text: "x".repeat(1_100_000) }) });
    expect([0, 413]).toContain(answer.status);
    expect(counted("too-large")).toBe(1);
    expect(await everything()).toEqual(before);
  });

  it("when it was sent before", async () => {
    const first = await stage.council.slash({ user: "U0CWORKER", command: "/referral", channel: "C0CDUTY" });
    await windowOf(stage, socialWorker);
    const before = await everything();
    const again = await stage.council.replay(first);
    expect(again.status).toBe(409);
    expect(counted("replayed")).toBe(1);
    expect(await everything()).toEqual(before);
  });

  it("when it is signed by the other installation", async () => {
    const before = await everything();
    const countedBefore = counted("bad-signature");
    const sent = await stage.council.raw({
      body: command(),
      timestamp: secondsFromNow(0),
      signature: "v0=00",
    });
    expect(sent.status).toBe(401);
    expect(counted("bad-signature")).toBe(countedBefore + 1);
    expect(await everything()).toEqual(before);
  });
});

describe("a person who is not registered", () => {
  it("is told so politely, how to be registered and whom to ring, and nothing is recorded", async () => {
    const stranger = { installation: "council", user: "U0STRANGERCOUNCIL" } as const;
    await stage.council.slash({ ...stranger, command: "/referral", channel: "C0CDUTY" });
    const shown = await windowOf(stage, stranger);
    expect(shown).toContain("You are not registered with Tandem, so nothing was recorded.");
    expect(shown).toContain("Ask the Tandem administrator of your organisation to register you.");
    expect(shown).toContain("Child Referral Team 01632 960201");
    expect(await recorded(stage, "ReferralRecorded")).toBe(0);
  });

  it("of another organisation in a shared channel is a stranger too", async () => {
    const outsider = { id: "U0CWORKER", name: "outsider", teamId: "T0ELSEWHERE" };
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    await stage.police.press({
      user: { ...outsider, id: "U0PDESK" },
      channel: post.channel,
      ts: post.ts,
      actionId: "pick-up",
    });
    await expect
      .poll(() => stage.workspace("police").ephemerals().at(-1)?.text)
      .toContain("You are not registered with Tandem");
    expect(await recorded(stage, "PickedUp")).toBe(0);
    expect(ref).not.toBe("");
  });
});

describe("text after the command", () => {
  it("is not read and not kept, and the person is asked never to type a name there", async () => {
    await stage.council.slash({
      user: "U0CWORKER",
      command: "/referral",
      channel: "C0CDUTY",
      text: planted.child,
    });
    await expect
      .poll(() => windowOf(stage, socialWorker))
      .toContain("What you typed after the command was not kept.");
    expect(textOf(stage.council.view("U0CWORKER"))).not.toContain(planted.child);
  });
});

describe("a button that is not one of ours", () => {
  it.each(["", "nonsense", "AAAA-AAAA/0", "0000-0000/99", '{"ref":1}'])(
    "with the value '%s' changes nothing and confirms nothing",
    async (forgedValue) => {
      const before = await recorded(stage, "PickedUp");
      await refer(stage, socialWorker);
      const post = await onlyMessage(stage, "police", "C0PREFER");
      await onlyMessage(stage, "council", "U0CWORKER");
      const said = stage.workspace("police").ephemerals().length;
      await stage.police.press({
        user: "U0PDESK",
        channel: post.channel,
        ts: post.ts,
        actionId: "pick-up",
        forgedValue,
      });
      await expect.poll(() => stage.workspace("police").ephemerals().length).toBe(said + 1);
      expect(stage.workspace("police").ephemerals().at(-1)?.text).toMatch(
        /This button is not one of Tandem's|There is nothing here that you can open/,
      );
      expect(await recorded(stage, "PickedUp")).toBe(before);
    },
  );
});

describe("when the agency learned of it", () => {
  it.each<[string, [string, string], string, string]>([
    ["impossible", ["2026-09-01", "25:61"], "learned-time", "There is no such time"],
    ["not a time", ["2026-09-01", "noonish"], "learned-time", "is not a time of day"],
    ["not yet come", ["2026-09-01", "10:01"], "learned-time", "This has not happened yet."],
    ["on a day not yet come", ["2026-09-02", "09:00"], "learned-date", "This has not happened yet."],
    ["in the hour that did not happen", ["2026-03-29", "01:30"], "learned-time", "01:30"],
    ["in the hour that happened twice", ["2025-10-26", "01:30"], "learned-time", "happened twice"],
  ])(
    "%s is an error at that answer, and nothing is lost from the form",
    async (_what, [date, time], field, says) => {
      await openReferral(stage, socialWorker);
      const sent = await sendForm(stage, socialWorker, {
        ...usualAnswers,
        "learned-date": date,
        "learned-time": time,
      });
      expect(Object.keys(sent.errors)).toEqual([field]);
      expect(sent.errors[field]).toContain(says);
      const kept = textOf(stage.council.view("U0CWORKER")["state"]);
      for (const answer of [planted.child, planted.concerns, planted.childsWords])
        expect(kept).toContain(answer);
    },
  );

  it("put right is recorded: the hour that happened twice with its clock named", async () => {
    await openReferral(stage, socialWorker);
    await sendForm(stage, socialWorker, {
      ...usualAnswers,
      "learned-date": "2025-10-26",
      "learned-time": "01:30",
    });
    const sent = await sendForm(stage, socialWorker, { "learned-time": "01:30 GMT" });
    expect(sent.errors).toEqual({});
    await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
  });

  it("a telephone number that is none is an error at the number", async () => {
    await openReferral(stage, socialWorker);
    const sent = await sendForm(stage, socialWorker, { ...usualAnswers, callback: "ask me" });
    expect(sent.errors).toEqual({ callback: "Enter a telephone number on which you can be rung back." });
  });
});
