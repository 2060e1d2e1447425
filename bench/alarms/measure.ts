import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Queue } from "bullmq";
import { sql } from "drizzle-orm";
import type { Redis } from "ioredis";
import { reconcile } from "../../src/casework/reconcile.ts";
import { wallClock } from "../../src/clock.ts";
import { plusMilliseconds } from "../../src/domain/instant.ts";
import { createAlarmCheck } from "../../src/queue/alarm-check.ts";
import { createAlarms, queueNames, timerJob } from "../../src/queue/alarms.ts";
import { producerConnection } from "../../src/queue/connection.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createTimerStore } from "../../src/store/timer-store.ts";
import { createWatchStore } from "../../src/store/watch-store.ts";
import type { Places } from "../places.ts";
import { median } from "../statistics.ts";

const rounds = 5;
const count = 100_000;
/** What one would do by hand. Batches of 200 to 30,000 came to the same time. */
const atOnce = 1_000;

const stopwatch = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

const fault = (one: unknown): never => {
  throw one;
};

/** Rows of open timers, due tomorrow and later: the alarm clock needs no more of a case than that. */
const plantTimers = async (database: Awaited<ReturnType<typeof openDatabase>>): Promise<void> => {
  const from = plusMilliseconds(wallClock.dutyNow(), 24 * 3_600_000);
  for (let first = 1; first <= count; first += 10_000)
    await database.sql.execute(sql`
      INSERT INTO timers (id, ref, area, kind, lane, due_at)
      SELECT gen_random_uuid(), 'DEMO-' || lpad(n::text, 6, '0'), 'exampleshire', 'reminder', 'normal',
        ${from}::timestamptz + n * interval '1 second'
      FROM generate_series(${first}::int, ${first + 9_999}::int) AS n`);
};

/** Of the store and of what casework works with, only what alarms need. */
type TimersOf = Parameters<typeof createTimerStore>[0];
type Reconciled = Parameters<typeof reconcile>[0];

type Bare = { readonly connection: Redis; readonly prefix: string };

/** The same jobs with the same options, already worked out: nothing is read, nothing is compared. */
const bareAdding = async ({ connection, prefix }: Bare, jobs: readonly ReturnType<typeof timerJob>[]) => {
  const queue = new Queue(queueNames.timers, { connection, prefix });
  await queue.waitUntilReady();
  const took = await stopwatch(async () => {
    for (let at = 0; at < jobs.length; at += atOnce) await queue.addBulk(jobs.slice(at, at + atOnce));
  });
  await queue.close();
  return took;
};

const emptied = async (connection: Redis): Promise<void> => {
  await connection.flushall();
};

const expectAdded = ({ added }: { readonly added: number }, wanted: number): void => {
  if (added !== wanted) throw new Error(`${added} alarms were added, not ${wanted}`);
};

const alarmsOn = async ({ connection, prefix }: Bare, store: TimersOf) => {
  const alarms = createAlarms(connection, prefix, wallClock, fault);
  const check = createAlarmCheck({ connection, prefix, clock: wallClock, add: alarms.add });
  const context = { timers: createTimerStore(store), watch: createWatchStore(store) } as Reconciled;
  const timers = await context.timers.open("", count);
  const jobs = timers.map((timer) => timerJob({ ...timer, revision: 0 }, wallClock));
  return { jobs, reconcile: () => reconcile(context, check), close: alarms.close };
};

type Alarms = Awaited<ReturnType<typeof alarmsOn>>;

const rebuild = async ({ connection }: Bare, alarms: Alarms) => {
  await emptied(connection);
  const rebuilt = await stopwatch(async () => expectAdded(await alarms.reconcile(), count));
  const compared = await stopwatch(async () => expectAdded(await alarms.reconcile(), 0));
  return { rebuilt, compared };
};

const takeTurns = async (by: Bare, alarms: Alarms) => {
  const ours: Awaited<ReturnType<typeof rebuild>>[] = [];
  const bare: number[] = [];
  const sides = [
    async (): Promise<void> => void ours.push(await rebuild(by, alarms)),
    async (): Promise<void> => {
      await emptied(by.connection);
      bare.push(await bareAdding(by, alarms.jobs));
    },
  ];
  for (let turn = 0; turn < rounds; turn += 1)
    for (const side of turn % 2 === 0 ? sides : sides.toReversed()) await side();
  return {
    count,
    rebuilt: median(ours.map((one) => one.rebuilt)),
    compared: median(ours.map((one) => one.compared)),
    bare: median(bare),
    ofBare: median(ours.map((one, at) => one.rebuilt / (bare[at] ?? Number.NaN))),
  };
};

/** The alarms of many open timers after Redis lost everything: ours, which reads and compares, beside adding alone. */
export const measureAlarms = async (places: Places) => {
  const address = await places.database();
  const database = await openDatabase(address);
  await plantTimers(database);
  const connection = producerConnection(places.redisUrl);
  await once(connection, "ready");
  const by = { connection, prefix: `bench-${randomUUID()}` };
  const alarms = await alarmsOn(by, { sql: database.sql } as TimersOf);
  try {
    return await takeTurns(by, alarms);
  } finally {
    await alarms.close();
    connection.disconnect();
    await database.close();
    await places.drop(address);
  }
};
