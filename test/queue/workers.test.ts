import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { startJobs } from "../../jobs/index.ts";
import { wallClock } from "../../src/clock.ts";
import type { Lease } from "../../src/ports.ts";
import { createAlarms, queueNames } from "../../src/queue/alarms.ts";
import { producerConnection, workerConnection } from "../../src/queue/connection.ts";
import { watchedContext, type Watched } from "../jobs/context-of-jobs.ts";
import { ownPrefix, redisOfOurOwn } from "./redis-of-our-own.ts";

let prefix: string;
let producing: Redis;
let working: Redis;
let faults: unknown[];
const onFault = (fault: unknown) => faults.push(fault);

const connect = async (url: string) => {
  producing = producerConnection(url);
  working = workerConnection(url);
  for (const one of [producing, working]) one.on("error", () => undefined);
  await expect.poll(() => producing.status, { timeout: 10_000 }).toBe("ready");
};
beforeEach(() => {
  prefix = ownPrefix();
  faults = [];
});
afterEach(() => {
  producing.disconnect();
  working.disconnect();
});

const start = ({ context }: Watched) =>
  startJobs({ context }, { connection: working, prefix, queues: queueNames }, onFault);
const alarmsOf = () => createAlarms(producing, prefix, wallClock, onFault);

describe("workers", () => {
  beforeEach(() => connect(inject("redisUrl")));

  test("pick up what was woken, in both lanes, and leave nothing behind", async () => {
    const watched = watchedContext();
    const jobs = start(watched);
    const alarms = alarmsOf();
    alarms.wake([
      { id: "1", lane: "urgent", revision: 0 },
      { id: "2", lane: "normal", revision: 0 },
    ]);
    await expect.poll(() => watched.asked.toSorted(), { timeout: 5_000 }).toEqual(["1", "2"]);
    await jobs.close();
    const queue = new Queue(queueNames.normal, { connection: working, prefix });
    expect(await queue.getJobCounts()).toMatchObject({ completed: 0, failed: 0, waiting: 0, active: 0 });
    await queue.obliterate({ force: true });
    await queue.close();
    await alarms.close();
    expect(faults).toEqual([]);
  });

  test("report a fault and go on", async () => {
    const fault = new Error("the database is away");
    const watched = watchedContext({
      lease: (id) => (id === "bad" ? Promise.reject(fault) : Promise.resolve({ state: "done" })),
    });
    const jobs = start(watched);
    const alarms = alarmsOf();
    alarms.wake([
      { id: "bad", lane: "urgent", revision: 0 },
      { id: "good", lane: "urgent", revision: 0 },
    ]);
    await expect.poll(() => watched.asked.toSorted(), { timeout: 5_000 }).toEqual(["bad", "good"]);
    await expect.poll(() => faults.map((one) => (one as Error).message)).toEqual(["the database is away"]);
    await jobs.close();
    await alarms.close();
  });

  test("closing lets the message that is being sent end", async () => {
    let ended = false;
    const watched = watchedContext({
      lease: async (): Promise<Lease> => {
        await wait(400);
        ended = true;
        return { state: "done" };
      },
    });
    const jobs = start(watched);
    const alarms = alarmsOf();
    alarms.wake([{ id: "slow", lane: "urgent", revision: 0 }]);
    await expect.poll(() => watched.asked, { timeout: 5_000 }).toEqual(["slow"]);
    expect(ended).toBe(false);
    await jobs.close();
    expect(ended).toBe(true);
    await alarms.close();
  });
});

describe("workers whose Redis dies", () => {
  test("resume when it is back, and close when it is gone", async () => {
    const redis = await redisOfOurOwn();
    const first = await redis.start();
    await connect(redis.url);
    const watched = watchedContext();
    const jobs = start(watched);
    const alarms = alarmsOf();
    alarms.wake([{ id: "before", lane: "normal", revision: 0 }]);
    await expect.poll(() => watched.asked, { timeout: 5_000 }).toEqual(["before"]);

    await first.kill9();
    await wait(300);
    const second = await redis.start();
    await expect.poll(() => producing.status, { timeout: 10_000 }).toBe("ready");
    alarms.wake([{ id: "after", lane: "normal", revision: 0 }]);
    await expect.poll(() => watched.asked, { timeout: 12_000 }).toEqual(["before", "after"]);

    await second.kill9();
    await expect.poll(() => working.status).not.toBe("ready");
    const began = performance.now();
    await jobs.close();
    await alarms.close();
    expect(performance.now() - began).toBeLessThan(15_000);
    await redis.remove();
  }, 60_000);
});
