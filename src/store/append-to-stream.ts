import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import { appendRows, type NewEvent } from "./append.ts";
import { chainStart } from "./chain.ts";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";
import { bytesColumn } from "./stored-event.ts";
import { writeCommit } from "./write-commit.ts";

export type Stream = { readonly stream: string; readonly kind: string; readonly area: string };

const headRow = z.object({ sequence: z.number(), hash: bytesColumn });

const emptyHead = Buffer.from(chainStart).toString("hex");

/** Locks a stream, making it first if need be, and answers where it ends. Call it inside a transaction. */
const lockOrMake = async (transaction: Sql, { stream, kind, area }: Stream) => {
  await transaction.execute(
    sql`INSERT INTO streams (stream, kind, area, head, head_hash)
        VALUES (${stream}, ${kind}, ${area}, 0, decode(${emptyHead}, 'hex')) ON CONFLICT (stream) DO NOTHING`,
  );
  const found = await rows(
    transaction,
    sql`SELECT head AS sequence, head_hash AS hash FROM streams WHERE stream = ${stream} FOR UPDATE`,
    headRow,
  );
  return found[0] ?? { sequence: 0, hash: chainStart };
};

const neverSealed = (): never => {
  throw new Error("only case streams hold sealed bodies");
};

/** Adds events without bodies to the end of a stream that is not a case, and answers its new sequence number. */
export const appendToStream = async (
  context: StoreContext,
  transaction: Sql,
  stream: Stream,
  added: { readonly events: readonly NewEvent[]; readonly at: Instant },
): Promise<number> => {
  const head = await lockOrMake(transaction, stream);
  const place = { stream: stream.stream, area: stream.area, auditKey: context.auditKey, keyFor: neverSealed };
  const appended = appendRows(place, head, added.events);
  await writeCommit(transaction, {
    stream: {
      ...stream,
      head: appended.head.sequence,
      head_hash: Buffer.from(appended.head.hash).toString("hex"),
    },
    events: appended.rows,
    keys: [],
    cases: [],
    deadlines: [],
    outbox: [],
    at: added.at,
  });
  return appended.head.sequence;
};
