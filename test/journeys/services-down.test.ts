import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { onlyMessage, openWindow, pickUp, recorded, windowOf } from "../support/act.ts";
import { openLine, type Line } from "../support/interruptions.ts";
import {
  closeWindows,
  deskOfficer,
  openReferral,
  refer,
  refPattern,
  socialWorker,
} from "../support/refer.ts";
import { openStage, usualAnswers, type Stage } from "../support/stage.ts";

const ring = "Child Referral Team 01632 960201";

describe("without Redis", () => {
  let stage: Stage;
  let line: Line;
  beforeAll(async () => {
    const url = new URL(inject("redisUrl"));
    line = await openLine({ host: url.hostname, port: Number(url.port || 6379) });
    url.hostname = "127.0.0.1";
    url.port = String(line.port);
    stage = await openStage({ redisUrl: url.href, stillTimers: true });
    stage.at("2026-09-01T10:00:00+01:00");
    line.cut();
  });
  afterEach(() => stage.nothingUnread());
  afterAll(async () => {
    line.restore();
    await stage.close();
    await line.close();
  });

  it("a referral is recorded, every message still arrives within seconds, and nobody is told anything false", async () => {
    const started = performance.now();
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(post.text).toContain(ref);
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain(`Recorded: ${ref}`);
    expect(await pickUp(stage, deskOfficer, post)).toBe("");
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("Demo Referral Desk Officer");
  });

  it("a request replayed byte for byte still does nothing twice", async () => {
    const before = await recorded(stage, "PickedUp");
    await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    const pressed = { user: "U0PDESK", channel: post.channel, ts: post.ts, actionId: "pick-up" };
    await stage.police.replay(await stage.police.press(pressed));
    await onlyMessage(stage, "council", "U0CWORKER");
    expect(await recorded(stage, "PickedUp")).toBe(before + 1);
  });
});

describe("without PostgreSQL", () => {
  let stage: Stage;
  let line: Line;
  beforeAll(async () => {
    stage = await openStage({
      stillTimers: true,
      through: async (databaseUrl) => {
        const url = new URL(databaseUrl);
        line = await openLine({ host: url.hostname, port: Number(url.port || 5432) });
        url.hostname = "127.0.0.1";
        url.port = String(line.port);
        return url.href;
      },
    });
    stage.at("2026-09-01T10:00:00+01:00");
  });
  afterEach(async () => {
    line.restore();
    await closeWindows(stage, socialWorker);
    await stage.nothingUnread();
  });
  afterAll(async () => {
    await stage.close();
    await line.close();
  });

  it("'/referral' shows the telephone number at once and says that nothing can be recorded", async () => {
    line.cut();
    const started = performance.now();
    await stage.council.slash({ user: "U0CWORKER", command: "/referral", channel: "C0CDUTY" });
    const shown = await windowOf(stage, socialWorker);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(shown).toContain("Tandem cannot reach its records. Nothing can be recorded just now.");
    expect(shown).toContain(ring);
    stage.expectErrors(1);
  });

  it("a form that is sent is answered with the telephone number at once, and sent again later is recorded once", async () => {
    await openReferral(stage, socialWorker);
    stage.council.fill({ user: "U0CWORKER", values: usualAnswers });
    line.cut();
    const refused = await stage.council.submit({ user: "U0CWORKER" });
    expect(refused.ms).toBeLessThan(1_000);
    expect(refused.errors["callback"]).toContain(`Ring now: ${ring}`);
    expect(refused.body).not.toContain("Recorded");
    stage.expectErrors(1);
    line.restore();
    const sent = await stage.council.submit({ user: "U0CWORKER" });
    expect(sent.errors).toEqual({});
    const ref = refPattern.exec(await windowOf(stage, socialWorker))?.[0] ?? "";
    expect((await onlyMessage(stage, "police", "C0PREFER")).text).toContain(ref);
    await onlyMessage(stage, "council", "U0CWORKER");
  });

  it("that does not answer at all gives the telephone number within the time that Slack waits", async () => {
    await openReferral(stage, socialWorker);
    stage.council.fill({ user: "U0CWORKER", values: usualAnswers });
    line.silence();
    const refused = await stage.council.submit({ user: "U0CWORKER" });
    expect(refused.timedOut).toBe(false);
    expect(refused.errors["callback"]).toContain(`Ring now: ${ring}`);
    line.restore();
    const sent = await stage.council.submit({ user: "U0CWORKER" });
    expect(sent.errors).toEqual({});
    await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    expect(await recorded(stage, "ReferralRecorded")).toBe(2);
  });

  it("a press is answered with the telephone number, and the same button works later", async () => {
    await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    line.cut();
    await stage.police.press({ user: "U0PDESK", channel: post.channel, ts: post.ts, actionId: "pick-up" });
    await expect
      .poll(() => stage.workspace("police").ephemerals().at(-1)?.text)
      .toContain("We could not confirm that this is recorded. Ring now: Children's Duty Team");
    stage.expectErrors(1);
    expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain(
      "Tandem cannot reach its records just now.",
    );
    stage.expectErrors(1);
    line.restore();
    await pickUp(stage, deskOfficer, post);
    await onlyMessage(stage, "council", "U0CWORKER");
  });
});
