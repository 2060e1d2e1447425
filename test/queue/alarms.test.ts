import { Queue, type Job } from "bullmq";
import type { Redis } from "ioredis";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { wallClock } from "../../src/clock.ts";
import { parseInstant, plusMilliseconds } from "../../src/domain/instant.ts";
import type { Clock } from "../../src/ports.ts";
import { createAlarms, noAlarms, queueNames, type AlarmClock } from "../../src/queue/alarms.ts";
import { producerConnection, workerConnection } from "../../src/queue/connection.ts";
import { ownPrefix } from "./redis-of-our-own.ts";

const normal = (id: string, revision = 0) => ({ id, lane: "normal" as const, revision });
const urgent = (id: string, revision = 0) => ({ id, lane: "urgent" as const, revision });

let prefix: string;
let connection: Redis;
let reading: Redis;
let faults: unknown[];
let alarms: AlarmClock;
let queues: Readonly<Record<"urgent" | "normal", Queue>>;

const open = (clock: Clock): AlarmClock =>
  createAlarms(connection, prefix, clock, (fault) => faults.push(fault));

beforeEach(async () => {
  prefix = ownPrefix();
  faults = [];
  connection = producerConnection(inject("redisUrl"));
  reading = workerConnection(inject("redisUrl"));
  await once(connection, "ready");
  alarms = open(wallClock);
  queues = {
    urgent: new Queue(queueNames.urgent, { connection: reading, prefix }),
    normal: new Queue(queueNames.normal, { connection: reading, prefix }),
  };
});
afterEach(async () => {
  await alarms.close();
  await Promise.all(Object.values(queues).map((queue) => queue.obliterate({ force: true })));
  await Promise.all(Object.values(queues).map((queue) => queue.close()));
  connection.disconnect();
  reading.disconnect();
  if (faults.length > 0) throw new Error("a fault that no test expected", { cause: faults });
});

const jobsIn = async (lane: "urgent" | "normal"): Promise<readonly Job[]> =>
  queues[lane].getJobs(["waiting", "delayed", "prioritized", "active", "completed", "failed"]);
const idsIn = async (lane: "urgent" | "normal") =>
  (await jobsIn(lane)).map(({ id = "" }) => id).toSorted((a, b) => a.localeCompare(b));

describe("waking", () => {
  test("adds a job that holds the id of the message and nothing else", async () => {
    alarms.wake([normal("018f")]);
    await expect.poll(() => idsIn("normal")).toEqual(["o-018f-r0"]);
    const [job] = await jobsIn("normal");
    expect(job?.data).toEqual({ outbox: "018f" });
    expect(job?.name).toBe("deliver");
    expect(job?.opts).toMatchObject({ attempts: 1, removeOnComplete: true });
  });

  test("puts urgent messages into a queue of their own", async () => {
    alarms.wake([normal("1"), urgent("2"), normal("3"), urgent("4")]);
    await expect.poll(() => idsIn("normal")).toEqual(["o-1-r0", "o-3-r0"]);
    await expect.poll(() => idsIn("urgent")).toEqual(["o-2-r0", "o-4-r0"]);
  });

  test("makes one job of the same message at the same revision, and another of a later one", async () => {
    alarms.wake([normal("1"), normal("1")]);
    alarms.wake([normal("1")]);
    alarms.wake([normal("1", 1)]);
    await expect.poll(() => idsIn("normal")).toEqual(["o-1-r0", "o-1-r1"]);
    alarms.wake([normal("1", 1)]);
    alarms.wake([normal("marker")]);
    await expect.poll(() => idsIn("normal")).toEqual(["o-1-r0", "o-1-r1", "o-marker-r0"]);
  });

  test("takes an id of digits alone, which BullMQ would refuse", async () => {
    alarms.wake([normal("0"), normal("12345")]);
    await expect.poll(() => idsIn("normal")).toEqual(["o-0-r0", "o-12345-r0"]);
  });

  test("waits until the instant, by machine time, and not at all for one that has passed", async () => {
    const at = parseInstant("2026-09-01T09:00:00Z");
    alarms = open({ dutyNow: () => parseInstant("2030-01-01T00:00:00Z"), machineNow: () => at });
    alarms.wake([normal("later")], plusMilliseconds(at, 90_000));
    alarms.wake([normal("passed")], plusMilliseconds(at, -90_000));
    alarms.wake([normal("now")]);
    await expect.poll(() => idsIn("normal")).toHaveLength(3);
    const delays = (await jobsIn("normal")).map(({ id, opts }) => [id, opts.delay ?? 0]);
    expect(Object.fromEntries(delays)).toEqual({ "o-later-r0": 90_000, "o-passed-r0": 0, "o-now-r0": 0 });
    expect((await queues.normal.getDelayed()).map(({ id }) => id)).toEqual(["o-later-r0"]);
  });

  test("for nothing adds nothing", async () => {
    alarms.wake([]);
    alarms.wake([urgent("marker")]);
    await expect.poll(() => idsIn("urgent")).toEqual(["o-marker-r0"]);
    expect(await idsIn("normal")).toEqual([]);
  });

  test("adds a thousand at once", async () => {
    alarms.wake(Array.from({ length: 1_000 }, (_, at) => normal(`many${at}`)));
    await expect.poll(() => queues.normal.count()).toBe(1_000);
  });
});

test("two bots on one Redis are kept apart by their prefix", async () => {
  const other = createAlarms(connection, ownPrefix(), wallClock, (fault) => faults.push(fault));
  other.wake([normal("theirs")]);
  alarms.wake([normal("ours")]);
  await expect.poll(() => idsIn("normal")).toEqual(["o-ours-r0"]);
  await other.close();
});

test("closing without ever having woken anything is at once", async () => {
  await expect(open(wallClock).close()).resolves.toBeUndefined();
});

test("without Redis waking is silence, and closing too", async () => {
  noAlarms.wake([normal("1")]);
  await expect(noAlarms.close()).resolves.toBeUndefined();
});
