import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { startChild } from "../child.ts";
import type { Places } from "../places.ts";
import { median, percentile } from "../statistics.ts";
import type { BareGiven } from "./bare.ts";
import { plantReminders, type Planted } from "./plant.ts";
import { recordOne, type Recorded } from "./record-sql.ts";
import type { Serving } from "./services.ts";
import { startSlack } from "./slack.ts";
import { urgentPings } from "./urgent-pings.ts";
import type { WorkerGiven } from "./worker.ts";

const rounds = 5;
/** Each with one reminder that is due at the same moment. */
const caseCount = 10_000;
/** A process has so long to start and to set every alarm, before all of them ring. */
const lead = 15_000;
const patience = 180_000;

type Due = { readonly database: string; readonly count: number; readonly at: number; readonly reads: string };

/** Waits until none of the reminders is open, and answers how many were done a second since they fell due. */
const untilDone = async ({ database, count, at, reads }: Due): Promise<number> => {
  const client = new Client({ connectionString: database });
  await client.connect();
  const left = async (): Promise<number> => {
    const text = "SELECT count(*)::int AS left FROM timers WHERE due_at = $1 AND kind = 'reminder'";
    const { rows } = await client.query<{ left: number }>(text, [reads]);
    return rows[0]?.left ?? 0;
  };
  try {
    if (Date.now() > at) throw new Error("the alarms were not set in time: the machine is too busy");
    const open = await left();
    if (open !== count) throw new Error(`${open} reminders are open, not ${count}`);
    await wait(at - Date.now());
    while ((await left()) > 0) {
      if (Date.now() > at + patience) throw new Error("the reminders were not done in time");
      await wait(50);
    }
    return count / ((Date.now() - at) / 1_000);
  } finally {
    await client.end();
  }
};

type Found = { readonly perSecond: number; readonly pings: readonly number[] };

const tandem = async (places: Places, planted: Planted): Promise<Found> => {
  const [database, slack] = [await places.database(planted.database), await startSlack()];
  const at = Date.now() + lead;
  const { redisUrl } = places;
  const duty = { reads: planted.dueAt, at };
  const given: WorkerGiven = {
    database,
    redisUrl,
    prefix: `bench-${randomUUID()}`,
    apiUrl: slack.apiUrl,
    duty,
  };
  const worker = await startChild<"ready">("./reminders/worker.ts", given);
  try {
    const due = { database, count: caseCount, at, reads: planted.dueAt };
    const [perSecond, pings] = await Promise.all([untilDone(due), urgentPings(given, slack, at)]);
    return { perSecond, pings };
  } finally {
    await worker.stop();
    slack.close();
    await places.drop(database);
  }
};

const bare = async (places: Places, planted: Planted, recorded: Recorded): Promise<number> => {
  const database = await places.database(planted.database);
  const at = Date.now() + lead;
  const { redisUrl } = places;
  const given: BareGiven = { database, redisUrl, prefix: `bench-${randomUUID()}`, dueAt: at, recorded };
  const worker = await startChild<"ready">("./reminders/bare.ts", given);
  try {
    return await untilDone({ database, count: caseCount, at, reads: planted.dueAt });
  } finally {
    await worker.stop();
    await places.drop(database);
  }
};

const record = async (places: Places, planted: Planted): Promise<Recorded> => {
  const database = await places.database(planted.database);
  const serving: Serving = {
    database,
    prefix: "record",
    apiUrl: "http://127.0.0.1:1/api/",
    duty: { reads: planted.dueAt, at: Date.now() },
  };
  const recorded = await recordOne(serving);
  await places.drop(database);
  return recorded;
};

/** Ten thousand reminders due at one moment, beside a bare worker; and how soon an urgent post leaves meanwhile. */
export const measureReminders = async (places: Places) => {
  const planted = await plantReminders(places, caseCount);
  const recorded = await record(places, planted);
  const found: Found[] = [];
  const beside: number[] = [];
  const ours = async (): Promise<unknown> => found.push(await tandem(places, planted));
  const theirs = async (): Promise<unknown> => beside.push(await bare(places, planted, recorded));
  for (let turn = 0; turn < rounds; turn += 1)
    for (const side of turn % 2 === 0 ? [ours, theirs] : [theirs, ours]) await side();
  await places.drop(planted.database);
  const pings = found.flatMap((one) => one.pings);
  return {
    reminders: caseCount,
    statements: recorded.statements.length,
    perSecond: median(found.map(({ perSecond }) => perSecond)),
    bare: median(beside),
    ofBare: median(found.map(({ perSecond }, at) => perSecond / (beside[at] ?? Number.NaN))),
    pings: { count: pings.length, p50: percentile(pings, 0.5), p99: percentile(pings, 0.99) },
  };
};
