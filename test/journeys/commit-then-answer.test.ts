import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createOriginator } from "../../simulator/originator.ts";
import { onlyMessage, recorded, windowOf } from "../support/act.ts";
import { hold, loseAnswers } from "../support/interruptions.ts";
import { closeWindows, openReferral, refPattern, socialWorker, textOf } from "../support/refer.ts";
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

const filledIn = async () => {
  await openReferral(stage, socialWorker);
  stage.council.fill({ user: "U0CWORKER", values: usualAnswers });
};

const shownRef = async () => refPattern.exec(await windowOf(stage, socialWorker))?.[0] ?? "";

/** The post, the sender's own message, and nothing else. */
const expectOneReferral = async (ref: string, before: number) => {
  expect((await onlyMessage(stage, "police", "C0PREFER")).text).toContain(ref);
  expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain(ref);
  expect(await recorded(stage, "ReferralRecorded")).toBe(before + 1);
};

const ring = "We could not confirm that this is recorded. Ring now: Child Referral Team 01632 960201";

describe("a referral is recorded first and confirmed then", () => {
  it("answers with the Tandem ref only once it stands in the record", async () => {
    const before = await recorded(stage, "ReferralRecorded");
    await filledIn();
    await stage.council.submit({ user: "U0CWORKER" });
    expect(await recorded(stage, "ReferralRecorded")).toBe(before + 1);
    await expectOneReferral(await shownRef(), before);
  });

  it("when the record is blocked says that it is not confirmed and whom to ring; the same form sent again is recorded once", async () => {
    const before = await recorded(stage, "ReferralRecorded");
    await filledIn();
    const held = await hold(stage.databaseUrl, "events");
    const refused = await stage.council.submit({ user: "U0CWORKER" });
    expect(refused.timedOut).toBe(false);
    expect(refused.ms).toBeLessThan(2_500);
    expect(refused.errors["callback"]).toContain(ring);
    await held.release();
    stage.expectErrors(1);
    expect(await recorded(stage, "ReferralRecorded")).toBe(before);
    expect(textOf(stage.council.view("U0CWORKER")["state"])).toContain(usualAnswers.concerns);

    await stage.council.submit({ user: "U0CWORKER" });
    await expectOneReferral(await shownRef(), before);
  });

  it("when it is recorded too late to be confirmed tells the sender by message, and the form sent again finds it", async () => {
    const before = await recorded(stage, "ReferralRecorded");
    await filledIn();
    const people = await hold(stage.databaseUrl, "people");
    const events = await hold(stage.databaseUrl, "events");
    const sending = stage.council.submit({ user: "U0CWORKER" });
    await pause(1_150);
    await people.release();
    await pause(1_150);
    await events.release();
    const unconfirmed = await sending;
    expect(unconfirmed.errors["callback"]).toContain(ring);
    await expect.poll(() => recorded(stage, "ReferralRecorded"), { timeout: 3_000 }).toBe(before + 1);
    await stage.council.submit({ user: "U0CWORKER" });
    expect(await windowOf(stage, socialWorker)).toContain("This form was recorded already.");
    await expectOneReferral(await shownRef(), before);
  });

  it("sent twice at the same moment is one referral with one ref", async () => {
    const before = await recorded(stage, "ReferralRecorded");
    await filledIn();
    const view = { user: "U0CWORKER" };
    const answers = await Promise.all([stage.council.submit(view), stage.council.submit(view)]);
    const refs = answers.map(({ body }) => refPattern.exec(body)?.[0]);
    expect(refs[0]).toBe(refs[1]);
    await expectOneReferral(refs[0] ?? "", before);
  });

  it("whose answer is lost on its way, and is sent again, is one referral", async () => {
    const before = await recorded(stage, "ReferralRecorded");
    await filledIn();
    const workspace = stage.workspace("council");
    const eventsUrl = `http://127.0.0.1:${stage.bot.port}/slack/council/events`;
    const lossy = await loseAnswers(eventsUrl);
    const unlucky = createOriginator({
      workspace,
      eventsUrl: lossy.url,
      now: () => performance.timeOrigin + performance.now(),
    });
    expect((await unlucky.submit({ user: "U0CWORKER" })).status).toBe(0);
    lossy.close();
    await stage.council.submit({ user: "U0CWORKER" });
    expect(await windowOf(stage, socialWorker)).toContain("This form was recorded already.");
    await expectOneReferral(await shownRef(), before);
  });
});

describe("'/referral'", () => {
  it("opens in well under three seconds: the line about 999 at once, and then the form", async () => {
    const from = stage.workspace("council").calls().length;
    const started = performance.now();
    await openReferral(stage, socialWorker);
    expect(performance.now() - started).toBeLessThan(3_000);
    const views = stage
      .workspace("council")
      .calls()
      .slice(from)
      .map(({ method, args }) => [method, textOf(args)] as const);
    expect(views.map(([method]) => method)).toEqual(["views.open", "views.update"]);
    for (const [, shown] of views)
      expect(shown).toContain("Child in immediate danger? Ring 999 first, then record it.");
  });

  it("shows the line about 999 while the records do not answer, and then whom to ring", async () => {
    const held = await hold(stage.databaseUrl, "people");
    const answer = await stage.council.slash({ user: "U0CWORKER", command: "/referral", channel: "C0CDUTY" });
    expect(answer.ms).toBeLessThan(1_000);
    await expect
      .poll(() => textOf(stage.workspace("council").modal("U0CWORKER") ?? ""), { timeout: 1_000 })
      .toContain("Ring 999 first");
    expect(await windowOf(stage, socialWorker)).toContain("Child Referral Team 01632 960201");
    await held.release();
    stage.expectErrors(1);
  });
});
