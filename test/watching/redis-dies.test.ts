import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalServer } from "../../scripts/local-server.ts";
import { queueNames } from "../../src/queue/alarms.ts";
import { redisOfOurOwn, type OwnRedis } from "../queue/redis-of-our-own.ts";
import { onlyMessage } from "../support/act.ts";
import { tracesIn } from "../support/planted.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { askReady, metric } from "./ask.ts";
import { runningClock, type RunningClock } from "./running-clock.ts";

let redis: OwnRedis;
let server: LocalServer;
let stage: Stage;
let time: RunningClock;

beforeEach(async () => {
  redis = await redisOfOurOwn();
  server = await redis.start();
  time = runningClock();
  stage = await openStage({ redisUrl: redis.url, clock: time.clock, handOver: true });
});
afterEach(async () => {
  server.resume();
  await stage.close();
  await redis.remove();
});

/** The bot and Redis have found each other, and a first referral has gone its way through both. */
const allIsWell = async () => {
  await expect.poll(async () => (await askReady(stage)).says["redis"]).toBe("answers");
  await referralReachesItsTeam();
};

const referralReachesItsTeam = async () => {
  const began = performance.now();
  const ref = await refer(stage, socialWorker);
  expect((await onlyMessage(stage, "police", "C0PREFER")).text).toContain(ref);
  expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain(`Recorded: ${ref}`);
  return performance.now() - began;
};

/** What the operators were told, once there is something. */
const operatorsHear = async (): Promise<readonly string[]> => {
  const heard: string[] = [];
  await expect
    .poll(
      async () => {
        heard.push(...(await stage.unread("council", "C0OPERATORS")).map(({ text }) => text));
        return heard.length;
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(0);
  return heard;
};

const aside = async <T>(work: (connection: Redis) => Promise<T>): Promise<T> => {
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  try {
    return await work(connection);
  } finally {
    connection.disconnect();
  }
};

const alarmIds = () =>
  aside(async (connection) => {
    const queue = new Queue(queueNames.timers, { connection, prefix: stage.prefix });
    const ids = (await queue.getJobs(["waiting", "delayed"])).map(({ id = "" }) => id);
    await queue.close();
    return ids.toSorted((a, b) => a.localeCompare(b));
  });

const saidOf = (message: string) =>
  stage.logLines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === message);

describe("Redis killed under a running bot", () => {
  it("costs a referral seconds, is said once, and when it is back every alarm is set again and that is said once", async () => {
    await allIsWell();
    const before = await alarmIds();
    expect(before.length).toBeGreaterThan(0);
    await aside((connection) => connection.flushall());
    await server.kill9();
    await expect
      .poll(() => askReady(stage))
      .toMatchObject({ status: 200, says: { ok: true, degraded: true, redis: "does not answer" } });

    expect(await referralReachesItsTeam()).toBeLessThan(8_000);

    // Half a minute of the machine's time goes by, in which nobody puts Redis right.
    time.machineAhead(31_000);
    expect(await operatorsHear()).toEqual([
      "Tandem is degraded in Exampleshire (fictional): its alarm clock (Redis) does not do its work.",
    ]);
    time.machineAhead(0);
    expect((await askReady(stage)).says).toMatchObject({ ok: true, degraded: true });

    server = await redis.start();
    await expect
      .poll(async () => (await alarmIds()).length, { timeout: 10_000 })
      .toBeGreaterThan(before.length);
    expect(await alarmIds()).toEqual(expect.arrayContaining([...before]));
    expect(await operatorsHear()).toEqual([
      "Tandem is no longer degraded in Exampleshire (fictional): its alarm clock (Redis) does its work again.",
    ]);
    expect((await askReady(stage)).says).toMatchObject({ ok: true, degraded: false, redis: "answers" });
    expect(await metric(stage, 'tandem_reconciler_repairs_total{kind="added"}')).toBe(
      (await alarmIds()).length,
    );
  }, 60_000);

  it("and found wrong when it is back: the ghosts are counted apart from what was added, in figures alone", async () => {
    await allIsWell();
    const alarms = await alarmIds();
    const base = `${stage.prefix}:${queueNames.timers}`;
    await aside(async (connection) => {
      await connection.del(`${base}:${alarms[0] ?? ""}`);
      await connection.zadd(`${base}:delayed`, String(4_096 * 9e12), "t-of-no-timer-r0");
      await connection.call("CLIENT", "KILL", "TYPE", "normal");
    });
    await expect
      .poll(() => saidOf("alarm clock put right").at(-1), { timeout: 10_000 })
      .toMatchObject({
        ghosts: 2,
        added: 1,
      });
    expect(await metric(stage, 'tandem_reconciler_repairs_total{kind="ghost"}')).toBe(2);
    expect(await metric(stage, 'tandem_reconciler_repairs_total{kind="added"}')).toBe(1);
    expect(await alarmIds()).toEqual(alarms);
    const [said = {}] = saidOf("alarm clock put right");
    expect(Object.keys(said).toSorted()).toEqual([
      "added",
      "ghosts",
      "hostname",
      "level",
      "msg",
      "pid",
      "time",
    ]);
    expect(stage.logLines.flatMap(tracesIn)).toEqual([]);
  });
});

describe("Redis that hangs under a running bot", () => {
  it("keeps no message for longer than the grace, and no probe waits for it", async () => {
    await allIsWell();
    server.pause();
    const began = performance.now();
    expect(await referralReachesItsTeam()).toBeLessThan(10_000);
    expect(await metric(stage, "tandem_swept_beyond_grace_total")).toBeGreaterThan(0);
    const asked = performance.now();
    expect((await askReady(stage)).says).toMatchObject({ ok: true, degraded: true });
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(performance.now() - began).toBeLessThan(12_000);
  });
});
