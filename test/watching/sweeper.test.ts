import { sql } from "drizzle-orm";
import { z } from "zod";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startJobs } from "../../jobs/index.ts";
import { nothingSeen, sweep } from "../../src/casework/sweep.ts";
import { watchWork } from "../../src/watching/watch-work.ts";
import { hold } from "../support/interruptions.ts";
import { onlyMessage } from "../support/act.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { metric } from "./ask.ts";
import { runningClock } from "./running-clock.ts";

const grace = { timers: 2_000, messages: 3_000 };
const time = runningClock();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ clock: time.clock, role: "web" });
});
afterEach(() => time.machineAhead(0));
afterAll(() => stage.close());

const open = async () =>
  (
    await stage.query(sql`SELECT count(*)::int AS n FROM outbox WHERE state IN ('pending', 'sending')`, {
      n: z.number(),
    })
  )[0]?.n;

const bothMessages = async (ref: string) => {
  expect((await onlyMessage(stage, "police", "C0PREFER")).text).toContain(ref);
  expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain(ref);
};

/** The one new message to the operators, once everything has been sent; one a second goes into a channel. */
const operatorsHear = async (): Promise<string> => {
  await expect
    .poll(
      async () => {
        await sweep(stage.bot.services.sweeper);
        return open();
      },
      { timeout: 10_000 },
    )
    .toBe(0);
  return (await onlyMessage(stage, "council", "C0OPERATORS")).text;
};

describe("the sweeper's grace", () => {
  it("leaves what is overdue by less to the alarm clock, and does the rest itself and says that it had to", async () => {
    const { sweeper } = stage.bot.services;
    const seen = nothingSeen();
    const ref = await refer(stage, socialWorker);
    const waiting = await open();
    expect(await sweep(sweeper, grace, seen)).toMatchObject({ sent: 0, beyondGrace: 0, faults: [] });
    time.machineAhead(2_500);
    expect(await sweep(sweeper, grace, seen)).toMatchObject({ sent: 0, beyondGrace: 0 });
    time.machineAhead(3_500);
    expect(await sweep(sweeper, grace, seen)).toMatchObject({ sent: waiting, beyondGrace: waiting });
    await bothMessages(ref);
  });

  it("is given to timers too, and one that its alarm has done meanwhile is not the sweeper's", async () => {
    const { sweeper } = stage.bot.services;
    const seen = nothingSeen();
    time.dutyFrom("2026-09-01T10:31:00+01:00");
    const due = await sweeper.timers.due(time.clock.dutyNow(), 100);
    expect(due.length).toBeGreaterThan(0);
    expect(await sweep(sweeper, grace, seen)).toMatchObject({ timers: 0, beyondGrace: 0 });
    time.machineAhead(2_500);
    expect(await sweep(sweeper, grace, seen)).toMatchObject({ timers: due.length, beyondGrace: due.length });
    expect(await sweep(sweeper, grace, nothingSeen())).toMatchObject({ timers: 0, beyondGrace: 0 });
    time.machineAhead(10_000);
    await sweep(sweeper);
    await stage.unread("police", "C0PREFER");
    await stage.unread("council", "U0CWORKER");
  });

  it("that was overrun is counted, and said to the operators after three rounds of it", async () => {
    const { swept } = watchWork(stage.bot.services).sweeping ?? {};
    const round = (beyondGrace: number) => swept?.({ timers: 0, sent: beyondGrace, beyondGrace, faults: [] });
    const before = (await metric(stage, "tandem_swept_beyond_grace_total")) ?? 0;
    await round(1);
    await round(2);
    expect(await open()).toBe(0);
    await round(1);
    expect(await metric(stage, "tandem_swept_beyond_grace_total")).toBe(before + 4);
    await round(1);
    expect(await operatorsHear()).toContain("Tandem is degraded");
    expect(stage.logLines.join("\n")).toContain("the sweeper did the work of the alarm clock");
  });
});

describe("what is wrong with the service", () => {
  it("is said as soon as the database takes it, when it was away at that moment", async () => {
    const { swept } = watchWork(stage.bot.services).sweeping ?? {};
    const well = { timers: 0, sent: 0, beyondGrace: 0, faults: [] };
    await swept?.(well);
    await swept?.(well);
    const holding = await hold(stage.databaseUrl, "outbox");
    await expect(swept?.(well)).rejects.toThrow("the database is busy or away");
    await holding.release();
    await swept?.(well);
    expect(await operatorsHear()).toContain("no longer degraded");
  });

  it("includes clocks that are apart: once when they are, and once when they agree again", async () => {
    const { swept } = watchWork(stage.bot.services).sweeping ?? {};
    const aMinuteOfRounds = async () => {
      for (let round = 0; round < 60; round += 1)
        await swept?.({ timers: 0, sent: 0, beyondGrace: 0, faults: [] });
    };
    time.machineAhead(2_500);
    await aMinuteOfRounds();
    expect(await operatorsHear()).toContain("A clock is wrong");
    await aMinuteOfRounds();
    expect(await open()).toBe(0);
    time.machineAhead(0);
    await aMinuteOfRounds();
    expect(await operatorsHear()).toContain("agree again");
  });
});

/** Takes every connection of the main pool, and answers how to give them back. */
const takeEveryConnection = async (): Promise<() => Promise<void>> => {
  const { store } = stage.bot.services;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let taken = 0;
  const held = Array.from({ length: 16 }, () =>
    store.sql.transaction(async (one) => {
      await one.execute(sql`SELECT 1`);
      taken += 1;
      await released;
    }),
  );
  await expect.poll(() => taken).toBe(16);
  return async () => {
    release();
    await Promise.all(held);
  };
};

describe("the sweeper's own connections", () => {
  it("send what is due while every other connection is taken", async () => {
    const ref = await refer(stage, socialWorker);
    const giveBack = await takeEveryConnection();
    const { services } = stage.bot;
    await expect(services.context.watch.databaseNow()).rejects.toThrow("busy or away");
    const jobs = startJobs(services, undefined, () => undefined, watchWork(services));
    await bothMessages(ref);
    await giveBack();
    await jobs.close();
  });
});
