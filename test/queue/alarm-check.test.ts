import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wallClock } from "../../src/clock.ts";
import { plusMilliseconds } from "../../src/domain/instant.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import { createAlarmCheck } from "../../src/queue/alarm-check.ts";
import { createAlarms, queueNames, type AlarmClock } from "../../src/queue/alarms.ts";
import { producerConnection } from "../../src/queue/connection.ts";
import type { WantedAlarms } from "../../src/watch-ports.ts";
import { ownPrefix, redisOfOurOwn, type OwnRedis } from "./redis-of-our-own.ts";

let redis: OwnRedis;
let connection: Redis;
let prefix: string;
let alarms: AlarmClock;
let queue: Queue;

beforeEach(async () => {
  redis = await redisOfOurOwn();
  await redis.start();
  prefix = ownPrefix();
  connection = producerConnection(redis.url);
  await once(connection, "ready");
  alarms = createAlarms(connection, prefix, wallClock, () => undefined);
  queue = new Queue(queueNames.timers, { connection, prefix });
});
afterEach(async () => {
  await queue.close();
  await alarms.close();
  connection.disconnect();
  await redis.remove();
});

const timer = (id: string, minutes = 60) => ({
  id,
  ref: "TAN-1" as TandemRef,
  dueAt: plusMilliseconds(wallClock.dutyNow(), minutes * 60_000),
  revision: 0,
});
const repair = (timers: WantedAlarms["timers"]) =>
  createAlarmCheck({ connection, prefix, clock: wallClock, add: alarms.add }).repair(() =>
    Promise.resolve({ timers, messages: [] }),
  );
const base = () => `${prefix}:${queueNames.timers}`;

describe("the alarm clock is put right", () => {
  test("after FLUSHALL everything is there again, once, and a second look finds nothing to do", async () => {
    const timers = [timer("a"), timer("b"), timer("c", -1)];
    expect(await repair(timers)).toEqual({ ghosts: 0, added: 3 });
    await connection.flushall();
    expect(await repair(timers)).toEqual({ ghosts: 0, added: 3 });
    expect(await repair(timers)).toEqual({ ghosts: 0, added: 0 });
    expect(await queue.getDelayedCount()).toBe(2);
    expect(await queue.getWaitingCount()).toBe(1);
  });

  test.each([
    ["its hash is lost", () => connection.del(`${base()}:t-a-r0`)],
    ["its entry is lost", () => connection.zrem(`${base()}:delayed`, "t-a-r0")],
    ["its time is wrong", () => connection.zadd(`${base()}:delayed`, String(4_096 * 9e12), "t-a-r0")],
  ])("an alarm is set again when %s", async (_what, spoil) => {
    const timers = [timer("a")];
    await repair(timers);
    await spoil();
    expect(await repair(timers)).toEqual({ ghosts: 1, added: 1 });
    expect(await repair(timers)).toEqual({ ghosts: 0, added: 0 });
    expect(await queue.getDelayedCount()).toBe(1);
  });

  test("an alarm for what is not open any more is taken out", async () => {
    await repair([timer("a"), timer("b")]);
    expect(await repair([timer("b")])).toEqual({ ghosts: 1, added: 0 });
    expect((await queue.getDelayed()).map(({ id }) => id)).toEqual(["t-b-r0"]);
  });

  test("20,000 are set again within seconds", async () => {
    const timers = Array.from({ length: 20_000 }, (_, at) => timer(`n${at}`));
    const began = performance.now();
    expect(await repair(timers)).toEqual({ ghosts: 0, added: 20_000 });
    const added = performance.now();
    expect(await repair(timers)).toEqual({ ghosts: 0, added: 0 });
    console.log(
      `20,000: set ${Math.round(added - began)} ms, compared ${Math.round(performance.now() - added)} ms`,
    );
  }, 60_000);
});
