import { sql, type SQL } from "drizzle-orm";
import { Redis } from "ioredis";
import { z } from "zod";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startJobs, type Jobs } from "../../jobs/index.ts";
import type { LocalServer } from "../../scripts/local-server.ts";
import { parseInstant, plusMilliseconds } from "../../src/domain/instant.ts";
import { queueNames } from "../../src/queue/alarms.ts";
import { workerConnection } from "../../src/queue/connection.ts";
import { openRedis, type OpenedRedis } from "../../src/watching/open-redis.ts";
import { redisOfOurOwn, type OwnRedis } from "../queue/redis-of-our-own.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { runningClock } from "./running-clock.ts";

/** So long that nothing in this story is the sweeper's: what is done, a worker has done. */
const sweeperStandsBack = { timers: 600_000, messages: 0 };

let redis: OwnRedis;
let server: LocalServer;
let stage: Stage;
let running: { readonly jobs: Jobs; readonly working: Redis; readonly opened: OpenedRedis }[];
const time = runningClock();

/** Redis is killed in this story, and everybody says so. */
const onFault = () => undefined;

/** A process of its own, as far as Redis can tell: workers, a reconciler, and the connections of both. */
const startProcess = () => {
  const { services } = stage.bot;
  const working = workerConnection(redis.url).on("error", onFault);
  const opened = openRedis({ url: redis.url, prefix: stage.prefix, clock: time.clock, onFault });
  const { alarmCheck: check, whenReady } = opened;
  if (check === undefined) throw new Error("there is no Redis to put right");
  const jobs = startJobs(
    { context: { ...services.context, alarms: opened.alarms } },
    { connection: working, prefix: stage.prefix, queues: queueNames },
    onFault,
    {
      sweeper: services.sweeper,
      sweeping: { grace: () => sweeperStandsBack },
      alarms: { check, whenReady, repaired: () => undefined },
    },
  );
  running.push({ jobs, working, opened });
};

beforeEach(async () => {
  redis = await redisOfOurOwn();
  server = await redis.start();
  stage = await openStage({ redisUrl: redis.url, clock: time.clock, role: "web" });
  running = [];
  startProcess();
  startProcess();
});
afterEach(async () => {
  for (const { jobs, working, opened } of running) {
    await jobs.close();
    working.disconnect();
    await opened.close();
  }
  await stage.close();
  await redis.remove();
});

const read = async (installation: "council" | "police", place: string) =>
  (await stage.unread(installation, place)).length;

const timers = (where: SQL) =>
  stage.query(sql`SELECT id, due_at::text AS due FROM timers WHERE ${where} ORDER BY due_at, id`, {
    id: z.string(),
    due: z.string(),
  });

const doneCount = async (timer: string) => {
  const [found] = await stage.query(
    sql`SELECT count(*)::int AS n FROM events WHERE type = 'TimerDone' AND header::jsonb ->> 'timer' = ${timer}`,
    { n: z.number() },
  );
  return found?.n;
};

const alarmsInRedis = async (): Promise<number> => {
  const asking = new Redis(redis.url);
  const count = await asking.zcard(`${stage.prefix}:${queueNames.timers}:delayed`);
  asking.disconnect();
  return count;
};

it("an alarm that was lost with Redis and set again by two processes at once rings once, and tells once", async () => {
  const ref = await refer(stage, socialWorker);
  await stage.settled();
  expect(await read("police", "C0PREFER")).toBe(1);
  expect(await read("council", "U0CWORKER")).toBe(1);
  const [first] = await timers(sql`true`);
  if (first === undefined) throw new Error("nothing is to be looked at again");

  const flushing = new Redis(redis.url);
  await flushing.flushall();
  flushing.disconnect();
  await server.kill9();
  time.dutyFrom(plusMilliseconds(parseInstant(new Date(first.due).toISOString()), -4_000));
  server = await redis.start();
  const open = (await timers(sql`true`)).length;
  await expect.poll(alarmsInRedis, { timeout: 3_000 }).toBe(open);
  expect(await doneCount(first.id)).toBe(0);

  const due = sql`due_at <= ${first.due}`;
  await expect.poll(async () => (await timers(due)).length, { timeout: 15_000 }).toBe(0);
  await stage.settled();
  expect(await doneCount(first.id)).toBe(1);
  const [told, ...others] = await stage.unread("council", "U0CWORKER");
  expect(told?.text).toBe(`Nobody has ${ref} yet, after 30 minutes.`);
  expect(others).toEqual([]);
});
