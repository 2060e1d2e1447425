import { sql } from "drizzle-orm";
import { z } from "zod";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Jobs } from "../../jobs/index.ts";
import { readiness } from "../../src/readiness.ts";
import { onlyMessage } from "../support/act.ts";
import { openLine, type Line } from "../support/interruptions.ts";
import { tracesIn } from "../support/planted.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { ask, askReady } from "./ask.ts";
import { runningClock } from "./running-clock.ts";

const opaqueId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

describe("a bot that runs", () => {
  let stage: Stage;
  let database: Line;
  beforeAll(async () => {
    stage = await openStage({
      clock: runningClock().clock,
      through: async (databaseUrl) => {
        const url = new URL(databaseUrl);
        database = await openLine({ host: url.hostname, port: Number(url.port || 5432) });
        url.host = `127.0.0.1:${database.port}`;
        return url.href;
      },
    });
  });
  afterEach(() => database.restore());
  afterAll(async () => {
    await stage.close();
    await database.close();
  });
  const ready = () => expect.poll(() => askReady(stage), { timeout: 10_000 });

  it("is ready, and says when it last swept, and that Slack has not been asked yet", async () => {
    await ready().toMatchObject({
      status: 200,
      says: {
        ok: true,
        database: "can be written",
        durable: true,
        redis: "answers",
        degraded: false,
        lastSweep: expect.stringMatching(/^\d{4}-/) as string,
        oldestOverdue: null,
        overdueMilliseconds: null,
        clock: { alarm: false },
        lastGoodSlackCall: null,
        lastGoodSlackCallAgeMilliseconds: null,
        slackRefusesTokenOf: [],
      },
    });
    expect((await askReady(stage)).says["ageMilliseconds"]).toBeLessThan(10_000);
  });

  it("says when Slack last took a message, and nothing of what it said", async () => {
    await refer(stage, socialWorker);
    await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    const { status, says, body } = await askReady(stage);
    expect(status).toBe(200);
    expect(says["lastGoodSlackCallAgeMilliseconds"]).toBeLessThan(10_000);
    expect(tracesIn(body)).toEqual([]);
    expect(body).not.toMatch(/U0CWORKER|C0PREFER|Demo/);
  });

  it("is not ready when its database cannot be written, and again when it can", async () => {
    const name = new URL(stage.databaseUrl).pathname.slice(1);
    const writable = async (how: "on" | "off") => {
      await stage.database.sql.transaction(async (transaction) => {
        await transaction.execute(sql`SET TRANSACTION READ WRITE`);
        await transaction.execute(
          sql`ALTER DATABASE ${sql.identifier(name)} SET default_transaction_read_only = ${sql.raw(how)}`,
        );
      });
      database.cut();
      database.restore();
    };
    await writable("on");
    await ready().toMatchObject({
      status: 503,
      says: { ok: false, database: "cannot be written", oldestOverdue: null },
    });
    expect(await ask(stage, "/healthz")).toEqual({ status: 200, body: '{"ok":true}' });
    await writable("off");
    await ready().toMatchObject({ status: 200, says: { database: "can be written" } });
  });

  it("is not ready when its database hangs; no probe hangs with it, and none uses up the connections", async () => {
    database.silence();
    const began = performance.now();
    for (let round = 0; round < 2; round += 1) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => askReady(stage)));
      for (const { status, says } of answers) {
        expect(status).toBe(503);
        expect(says).toMatchObject({ ok: false, database: "cannot be written", degraded: true });
        expect(says["oldestOverdue"]).toBe("not known");
      }
    }
    expect((await ask(stage, "/metrics")).body).toContain("tandem_database_up 0");
    expect(performance.now() - began).toBeLessThan(12_000);
    database.restore();
    await ready().toMatchObject({ status: 200, says: { ok: true } });
    expect((await ask(stage, "/metrics")).body).toContain("tandem_database_up 1");
  });
});

describe("a bot in which nobody does the work", () => {
  let stage: Stage;
  const time = runningClock();
  beforeAll(async () => {
    stage = await openStage({ clock: time.clock, role: "web" });
  });
  afterEach(() => time.machineAhead(0));
  afterAll(() => stage.close());

  const watching = { isDegraded: () => false, refusedTokens: () => [] as readonly string[] };
  const jobs = (lastCompleted?: string): Jobs => ({
    sweeping: { lastCompleted: () => lastCompleted, close: () => Promise.resolve() },
    close: () => Promise.resolve(),
  });
  const of = (some: Jobs | undefined, seen = watching) =>
    readiness(stage.bot.services, { jobs: some, ...seen });

  it("is ready for half a minute from its start without a first sweep, and no longer", async () => {
    const fresh = of(jobs());
    expect(await fresh.ready()).toMatchObject({ ok: true, says: { lastSweep: null } });
    time.machineAhead(31_000);
    expect(await fresh.ready()).toMatchObject({ ok: false, says: { lastSweep: null } });
  });

  it("is not ready when the last sweep ended more than half a minute ago", async () => {
    const swept = of(jobs(time.clock.machineNow()));
    time.machineAhead(29_000);
    expect((await swept.ready()).ok).toBe(true);
    time.machineAhead(30_500);
    const { ok, says } = await swept.ready();
    expect(ok).toBe(false);
    expect(says["ageMilliseconds"]).toBeGreaterThan(30_000);
  });

  it("sweeps nothing where its role is to answer Slack, and is ready", async () => {
    expect(await askReady(stage)).toMatchObject({
      status: 200,
      says: { ok: true, lastSweep: null, ageMilliseconds: null },
    });
  });

  it("says by its id alone what is overdue and since when, and is degraded after two minutes of it", async () => {
    await refer(stage, socialWorker);
    const messages = await stage.query(sql`SELECT id FROM outbox`, { id: z.string() });
    const overdue = (await askReady(stage)).says;
    expect(overdue).toMatchObject({
      degraded: false,
      oldestOverdue: { kind: "message", since: expect.any(String) as string },
    });
    expect(messages).toContainEqual({ id: (overdue["oldestOverdue"] as { id: string }).id });
    await stage.database.sql.execute(sql`UPDATE outbox SET state = 'sent'`);
    time.dutyFrom("2026-09-01T11:00:00+01:00");
    const { status, says, body } = await askReady(stage);
    expect(status).toBe(200);
    expect(says).toMatchObject({ ok: true, degraded: true, oldestOverdue: { kind: "timer", id: opaqueId } });
    expect(says["overdueMilliseconds"]).toBeGreaterThan(120_000);
    expect(tracesIn(body)).toEqual([]);
  });

  it("says which workspace refuses its token", async () => {
    const refused = { ...watching, refusedTokens: () => ["council"] };
    expect(await of(jobs(), refused).ready()).toMatchObject({
      ok: true,
      says: { degraded: true, slackRefusesTokenOf: ["council"] },
    });
  });

  it("alarms when the machine's clock and the database's are more than two seconds apart, either way", async () => {
    for (const ahead of [2_500, -2_500]) {
      time.machineAhead(ahead);
      expect((await of(jobs()).ready()).says).toMatchObject({ degraded: true, clock: { alarm: true } });
    }
    time.machineAhead(1_000);
    expect((await of(jobs()).ready()).says).toMatchObject({ clock: { alarm: false } });
  });

  it("is not ready from the moment when it begins to stop", async () => {
    const stopping = of(jobs());
    stopping.stopping();
    expect(await stopping.ready()).toEqual({ ok: false, says: { stopping: true } });
  });
});
