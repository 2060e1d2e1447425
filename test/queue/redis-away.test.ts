import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wallClock } from "../../src/clock.ts";
import { createAlarms, queueNames, type AlarmClock } from "../../src/queue/alarms.ts";
import { producerConnection, workerConnection } from "../../src/queue/connection.ts";
import { createReplayMemory } from "../../src/queue/replay-memory.ts";
import { ownPrefix, redisOfOurOwn, type OwnRedis } from "./redis-of-our-own.ts";

let redis: OwnRedis;
let prefix: string;
let connection: Redis;
let alarms: AlarmClock;
let faults: string[];
const unhandled: unknown[] = [];
const noteUnhandled = (fault: unknown) => unhandled.push(fault);

beforeEach(async () => {
  redis = await redisOfOurOwn();
  prefix = ownPrefix();
  faults = [];
  process.on("unhandledRejection", noteUnhandled);
});
afterEach(async () => {
  await alarms.close();
  connection.disconnect();
  await redis.remove();
  await wait(50);
  process.off("unhandledRejection", noteUnhandled);
  if (unhandled.length > 0) throw new Error("a rejection that nobody handled", { cause: unhandled });
});

const open = () => {
  connection = producerConnection(redis.url);
  connection.on("error", () => undefined);
  alarms = createAlarms(connection, prefix, wallClock, (fault) => faults.push((fault as Error).name));
};

const wakeOne = (id: string) => alarms.wake([{ id, lane: "normal", revision: 0 }]);

/** The ids of the jobs that Redis holds, asked on a connection of its own. */
const jobs = async (): Promise<readonly unknown[]> => {
  const asking = workerConnection(redis.url);
  const queue = new Queue(queueNames.normal, { connection: asking, prefix });
  try {
    return (await queue.getJobs(["waiting", "delayed"]))
      .map(({ id = "" }) => id)
      .toSorted((a, b) => a.localeCompare(b));
  } finally {
    await queue.close();
    asking.disconnect();
  }
};

const ready = () => expect.poll(() => connection.status, { timeout: 10_000 }).toBe("ready");

describe("Redis that is not there", () => {
  test("at the start: waking neither throws nor hangs, and works once Redis is there", async () => {
    open();
    const began = performance.now();
    for (let at = 0; at < 200; at += 1) wakeOne(`early${at}`);
    expect(performance.now() - began).toBeLessThan(200);
    await expect.poll(() => faults.length).toBe(200);
    expect(new Set(faults)).toEqual(new Set(["TemporaryFailure"]));

    await wait(1_500);
    await redis.start();
    await ready();
    wakeOne("late");
    await expect.poll(jobs, { timeout: 5_000 }).toEqual(["o-late-r0"]);
  });

  test("at the start and for good: closing is at once", async () => {
    open();
    wakeOne("early");
    const began = performance.now();
    await alarms.close();
    expect(performance.now() - began).toBeLessThan(500);
  });

  test("leaks nothing while it is away: no listener is added for a wake that failed", async () => {
    open();
    wakeOne("first");
    await wait(50);
    const listeners = () => connection.eventNames().map((name) => connection.listenerCount(name));
    const before = listeners();
    for (let at = 0; at < 1_000; at += 1) wakeOne(`more${at}`);
    await expect.poll(() => faults.length).toBe(1_001);
    expect(listeners()).toEqual(before);
  });
});

describe("Redis that dies", () => {
  test("and comes back: waking fails fast in between, and works within seconds after", async () => {
    const first = await redis.start();
    open();
    await ready();
    wakeOne("before");
    await expect.poll(jobs).toEqual(["o-before-r0"]);

    await first.kill9();
    await expect.poll(() => connection.status).not.toBe("ready");
    faults.length = 0;
    const began = performance.now();
    wakeOne("during");
    await expect.poll(() => faults).toContain("TemporaryFailure");
    expect(performance.now() - began).toBeLessThan(1_000);

    await redis.start();
    const back = performance.now();
    await ready();
    wakeOne("after");
    await expect.poll(jobs, { timeout: 5_000 }).toEqual(["o-after-r0", "o-before-r0"]);
    expect(performance.now() - back).toBeLessThan(5_000);
  });

  test("in the moment when a queue asks it who it is: the next wake makes another queue", async () => {
    const server = await redis.start();
    open();
    await ready();
    server.pause();
    wakeOne("asked");
    await wait(100);
    await server.kill9();
    await expect.poll(() => connection.status).not.toBe("ready");
    // The question is given up, and with it the queue that asked.
    await expect.poll(() => faults, { timeout: 5_000 }).toContain("MaxRetriesPerRequestError");
    await redis.start();
    await ready();
    wakeOne("after");
    await expect.poll(jobs, { timeout: 5_000 }).toContain("o-after-r0");
  });

  test("for good: closing resolves within seconds", async () => {
    const server = await redis.start();
    open();
    await ready();
    wakeOne("before");
    await expect.poll(jobs).toEqual(["o-before-r0"]);
    await server.kill9();
    await expect.poll(() => connection.status).not.toBe("ready");
    const began = performance.now();
    await alarms.close();
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe("Redis that holds its connection and says nothing", () => {
  test("counts as away after five seconds, and is used again when it speaks", async () => {
    const server = await redis.start();
    open();
    await ready();
    wakeOne("before");
    await expect.poll(jobs).toEqual(["o-before-r0"]);
    server.pause();
    wakeOne("during");
    await expect.poll(() => connection.status, { timeout: 9_000 }).not.toBe("ready");
    server.resume();
    await ready();
    wakeOne("after");
    await expect.poll(jobs, { timeout: 5_000 }).toContain("o-after-r0");
  });

  test("does not end a connection that merely has nothing to do", async () => {
    await redis.start();
    open();
    await ready();
    wakeOne("before");
    await expect.poll(jobs).toEqual(["o-before-r0"]);
    let closed = 0;
    connection.on("close", () => (closed += 1));
    await wait(6_000);
    expect(closed).toBe(0);
  });
});

describe("the memory of requests, when Redis cannot say", () => {
  test("Redis away: it answers at once that it does not know", async () => {
    open();
    const memory = createReplayMemory(connection, prefix);
    const began = performance.now();
    expect(await memory.firstTime("council:v0=1")).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(250);
  });

  test("Redis silent: it answers so within its time, and what comes later is no unhandled fault", async () => {
    const server = await redis.start();
    open();
    await ready();
    const memory = createReplayMemory(connection, prefix, 100);
    server.pause();
    const began = performance.now();
    expect(await memory.firstTime("council:v0=1")).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(500);
    await server.kill9();
    await expect.poll(() => connection.status).not.toBe("ready");
  });
});
