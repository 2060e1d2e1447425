import { randomUUID } from "node:crypto";
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { runAsChild } from "../child.ts";
import type { Recorded, Statement } from "./record-sql.ts";

export type BareGiven = {
  readonly database: string;
  readonly redisUrl: string;
  readonly prefix: string;
  /** When they are all due, by the machine's clock. */
  readonly dueAt: number;
  readonly recorded: Recorded;
};

const queueName = "timers";
const concurrency = 10;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

type One = { readonly ref: string; readonly timer: string };

/** The recorded statement for another case: its own names in place of the recorded ones, and new ids where there were some. */
const statementFor = ({ ref, timer }: Recorded, { text, values }: Statement) => {
  const ids = new Set(values.flatMap((value) => String(value).match(uuid) ?? []));
  ids.delete(timer);
  return (one: One): Statement => ({
    text,
    values: values.map((value) => {
      if (typeof value !== "string") return value;
      let renewed = value.replaceAll(ref, one.ref).replaceAll(timer, one.timer);
      for (const id of ids) renewed = renewed.replaceAll(id, randomUUID());
      return renewed;
    }),
  });
};

const isInTransaction = (statements: readonly Statement[], at: number): boolean =>
  statements.findLastIndex(({ text }, index) => index <= at && text === "BEGIN") >
  statements.findLastIndex(({ text }, index) => index < at && text === "COMMIT");

const doing = (pool: pg.Pool, recorded: Recorded) => {
  const statements = recorded.statements.map((statement) => statementFor(recorded, statement));
  const within = recorded.statements.map((_one, at) => isInTransaction(recorded.statements, at));
  return async (one: One): Promise<void> => {
    const client = await pool.connect();
    try {
      for (const statement of statements) {
        const { text, values } = statement(one);
        await client.query(text, [...values]);
      }
    } catch (fault) {
      if (within.includes(true)) await client.query("ROLLBACK");
      throw fault;
    } finally {
      client.release();
    }
  };
};

const addAll = async (queue: Queue, pool: pg.Pool, dueAt: number): Promise<void> => {
  const { rows } = await pool.query<{ id: string; ref: string }>(
    "SELECT id, ref FROM timers WHERE kind = 'reminder'",
  );
  for (let at = 0; at < rows.length; at += 1_000) {
    const page = rows.slice(at, at + 1_000);
    await queue.addBulk(
      page.map(({ id, ref }) => ({
        name: "timer",
        data: { ref, timer: id },
        opts: { jobId: `t-${id}`, delay: Math.max(0, dueAt - Date.now()), removeOnComplete: true },
      })),
    );
  }
};

// What somebody would write who knows beforehand what each reminder will decide: take the job, run the SQL.
runAsChild<BareGiven, "ready">(async ({ database, redisUrl, prefix, dueAt, recorded }) => {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const pool = new pg.Pool({ connectionString: database, max: 16 });
  const work = doing(pool, recorded);
  const worker = new Worker<One>(queueName, ({ data }) => work(data), { connection, prefix, concurrency });
  worker.on("failed", (_job, fault) => {
    console.error(fault);
    process.exit(1);
  });
  const queue = new Queue(queueName, { connection, prefix });
  await addAll(queue, pool, dueAt);
  const stop = async (): Promise<void> => {
    await worker.close();
    await queue.close();
    connection.disconnect();
    await pool.end();
  };
  return { answer: "ready", stop };
});
