import { sql } from "drizzle-orm";
import { z } from "zod";
import { appendRows, type Head, type NewEvent } from "./append.ts";
import { chainStart } from "./chain.ts";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";
import { bytesColumn } from "./stored-event.ts";
import type { Writing } from "./commit-rows.ts";
import { writeCommit } from "./write-commit.ts";

export type Stream = { readonly stream: string; readonly kind: string; readonly area: string };
export type LockedStream = Stream & { readonly head: Head };

const headRow = z.object({
  stream: z.string(),
  kind: z.string(),
  area: z.string(),
  sequence: z.number(),
  hash: bytesColumn,
});

/** Locks a stream and answers where it ends; undefined when there is none. Inside a transaction, before anything else. */
export const lockKnownStream = async (
  transaction: Sql,
  stream: string,
): Promise<LockedStream | undefined> => {
  const found = await rows(
    transaction,
    sql`SELECT stream, kind, area, head AS sequence, head_hash AS hash FROM streams
        WHERE stream = ${stream} FOR UPDATE`,
    headRow,
  );
  if (found[0] === undefined) return undefined;
  const { sequence, hash, ...known } = found[0];
  return { ...known, head: { sequence, hash } };
};

const emptyHead = Buffer.from(chainStart).toString("hex");

/** Locks a stream, making it first if need be. Inside a transaction, before anything else. */
export const lockStream = async (transaction: Sql, wanted: Stream): Promise<LockedStream> => {
  const known = await lockKnownStream(transaction, wanted.stream);
  if (known !== undefined) return known;
  await transaction.execute(
    sql`INSERT INTO streams (stream, kind, area, head, head_hash)
        VALUES (${wanted.stream}, ${wanted.kind}, ${wanted.area}, 0, decode(${emptyHead}, 'hex'))
        ON CONFLICT (stream) DO NOTHING`,
  );
  const made = await lockKnownStream(transaction, wanted.stream);
  if (made === undefined) throw new Error("a stream that was just made is not there");
  return made;
};

const neverSealed = (): never => {
  throw new Error("only a commit to a case seals bodies");
};

/** Events, and what else commits with them. */
type Added = { readonly events: readonly NewEvent[] } & Pick<Writing, "at"> &
  Partial<Pick<Writing, "timers" | "timersGone" | "outbox">>;

/** Adds events without bodies to the end of a locked stream, and answers its new sequence number. */
export const appendToStream = async (
  context: StoreContext,
  transaction: Sql,
  locked: LockedStream,
  { events, ...also }: Added,
): Promise<number> => {
  const { head, ...stream } = locked;
  const place = { stream: stream.stream, area: stream.area, auditKey: context.auditKey, keyFor: neverSealed };
  const appended = appendRows(place, head, events);
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
    timers: [],
    timersGone: [],
    outbox: [],
    ...also,
  });
  return appended.head.sequence;
};
