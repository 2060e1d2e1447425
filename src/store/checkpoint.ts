import { sql } from "drizzle-orm";
import { z } from "zod";
import type { ListedHead } from "../domain/checkpoint-event-schemas.ts";
import type { Instant } from "../domain/instant.ts";
import type { Anchor } from "../watch-ports.ts";
import { appendToStream, lockStream } from "./append-to-stream.ts";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

export const checkpointStream = "checkpoint";

const headsAtOnce = 1_000;

const headRow = z.object({ stream: z.string(), sequence: z.number(), hash: z.string() });

/** What committed since it was last listed, however late: heads are compared, and no time. */
const changedSince = (transaction: Sql, after: string): Promise<readonly ListedHead[]> =>
  rows(
    transaction,
    sql`SELECT s.stream, s.head AS sequence, encode(s.head_hash, 'hex') AS hash
        FROM streams s LEFT JOIN checkpoint_heads h ON h.stream = s.stream
        WHERE s.stream > ${after} AND s.stream <> ${checkpointStream} AND s.head > 0
          AND h.hash IS DISTINCT FROM s.head_hash
        ORDER BY s.stream LIMIT ${headsAtOnce}`,
    headRow,
  );

/** Lists the next streams by name that have changed; answers the last of them, or undefined when there are no more. */
const listNext = (context: StoreContext, at: Instant, after: string): Promise<string | undefined> =>
  context.sql.transaction(async (transaction) => {
    // It may read a head of every stream there is, and holds up nobody but another checkpoint.
    await transaction.execute(sql`SET LOCAL statement_timeout = '60s'`);
    const stream = { stream: checkpointStream, kind: "checkpoint", area: "every area" };
    const locked = await lockStream(transaction, stream);
    const heads = await changedSince(transaction, after);
    if (heads.length === 0) return undefined;
    const header = { by: "tandem", at, enteredAt: at, heads };
    await appendToStream(context, transaction, locked, {
      events: [{ type: "CheckpointMade", version: 1, header }],
      at,
    });
    await transaction.execute(sql`
      INSERT INTO checkpoint_heads (stream, hash)
      SELECT stream, decode(hash, 'hex')
      FROM jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) AS r(stream text, hash text)
      ON CONFLICT (stream) DO UPDATE SET hash = excluded.hash`);
    return heads.length < headsAtOnce ? undefined : heads.at(-1)?.stream;
  });

const anchorRow = z.object({ sequence: z.number(), hash: z.string(), streams: z.number() });

/**
 * Lists where every stream ends that has changed since it was last listed, as events of the checkpoints' own stream, a
 * thousand streams an event. Answers what is to be kept outside the database: the end of that stream, which stands for
 * every checkpoint before it; undefined while there is none. `at` is duty time, as in every event.
 */
export const makeCheckpoint = (context: StoreContext, at: Instant): Promise<Omit<Anchor, "at"> | undefined> =>
  safely(async () => {
    let after: string | undefined = "";
    while (after !== undefined) after = await listNext(context, at, after);
    const [newest] = await rows(
      context.sql,
      sql`SELECT head AS sequence, encode(head_hash, 'hex') AS hash,
            (SELECT count(*)::int FROM checkpoint_heads) AS streams
          FROM streams WHERE stream = ${checkpointStream} AND head > 0`,
      anchorRow,
    );
    return newest;
  });
