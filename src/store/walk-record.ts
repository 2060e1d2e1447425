import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { chainStart, follows, sameHash } from "./chain.ts";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";
import { bytesColumn, storedRow, type StoredEvent } from "./stored-event.ts";

export type Fault = {
  readonly stream: string;
  /** The first event that does not hold; one past the last event when it is the end that does not. */
  readonly sequence: number;
  readonly because:
    | "no head"
    | "chain broken"
    | "events missing at the end"
    | "head does not match"
    | "gone since a checkpoint listed it"
    | "not what a checkpoint lists"
    | "gone since it was anchored"
    | "not what was anchored";
};

const eventRow = storedRow.extend({ head: z.number().nullable(), headHash: bytesColumn.nullable() });
type EventRow = z.infer<typeof eventRow>;

const emptyRow = z.object({ stream: z.string(), head: z.number(), headHash: bytesColumn });

/** One stream as far as it was walked. */
type Walked = {
  readonly stream: string;
  readonly head: number | null;
  readonly headHash: Uint8Array | null;
  readonly events: number;
  readonly last: Uint8Array;
  readonly broken?: number;
};

const begun = ({ stream, head, headHash }: Pick<Walked, "stream" | "head" | "headHash">): Walked => ({
  stream,
  head,
  headHash,
  events: 0,
  last: chainStart,
});

const faultOf = (walked: Walked): Fault | undefined => {
  const { stream, head, headHash, events, last, broken } = walked;
  if (head === null || headHash === null) return { stream, sequence: 1, because: "no head" };
  if (broken !== undefined) return { stream, sequence: broken, because: "chain broken" };
  const sequence = events + 1;
  if (events < head) return { stream, sequence, because: "events missing at the end" };
  if (events === head && sameHash(last, headHash)) return undefined;
  return { stream, sequence, because: "head does not match" };
};

export type Walk = {
  readonly transaction: Sql;
  readonly auditKey: Uint8Array;
  /** Which streams, by the columns of `events` and `streams` alike. */
  readonly where: SQL;
  readonly eventsAtOnce: number;
  /** Hears of each stream once it was walked, and what does not hold in it. */
  readonly ended: (fault: Fault | undefined) => void;
};

const page = ({ transaction, where, eventsAtOnce }: Walk, after: Pick<EventRow, "stream" | "sequence">) =>
  rows(
    transaction,
    sql`SELECT s.head, s.head_hash AS "headHash", e.stream, e.sequence, e.area, e.type, e.version, e.header,
          e.compartment, e.key_id AS "keyId", e.body, e.hash
        FROM (SELECT * FROM events WHERE (stream, sequence) > (${after.stream}, ${after.sequence}::int) AND ${where}
          ORDER BY stream, sequence LIMIT ${eventsAtOnce}) e
        LEFT JOIN streams s ON s.stream = e.stream
        ORDER BY e.stream, e.sequence`,
    eventRow,
  );

const lowest = -2_147_483_648;

const storedRows = async function* (walk: Walk): AsyncGenerator<EventRow> {
  let after: Pick<EventRow, "stream" | "sequence"> | undefined = { stream: "", sequence: lowest };
  while (after !== undefined) {
    const found: readonly EventRow[] = await page(walk, after);
    yield* found;
    after = found.length < walk.eventsAtOnce ? undefined : found.at(-1);
  }
};

/** Streams of which no event is left, or that never had one. */
const emptyStreams = ({ transaction, where }: Walk) =>
  rows(
    transaction,
    sql`SELECT stream, head, head_hash AS "headHash" FROM streams
        WHERE NOT EXISTS (SELECT FROM events WHERE events.stream = streams.stream) AND ${where}`,
    emptyRow,
  );

const step = (auditKey: Uint8Array, walked: Walked, event: StoredEvent) => {
  const intact = follows(auditKey, walked.last, event);
  const events = walked.events + 1;
  const holds = intact && event.sequence === events;
  const broken = walked.broken ?? (holds ? undefined : events);
  const next = { ...walked, events, last: event.hash, ...(broken === undefined ? {} : { broken }) };
  return { intact, next };
};

export type WalkedEvent = {
  readonly event: StoredEvent;
  /** Whether it is as it was written, behind the event that now stands before it. */
  readonly intact: boolean;
};

/**
 * Walks the chains of streams against their heads, in order of their names, and gives every event. Inside a transaction
 * that sees one moment, or whoever writes meanwhile raises a false alarm.
 */
export const walkRecord = async function* (walk: Walk): AsyncGenerator<WalkedEvent> {
  let walked: Walked | undefined;
  for await (const event of storedRows(walk)) {
    if (walked?.stream !== event.stream) {
      if (walked !== undefined) walk.ended(faultOf(walked));
      walked = begun(event);
    }
    const { intact, next } = step(walk.auditKey, walked, event);
    walked = next;
    yield { event, intact };
  }
  if (walked !== undefined) walk.ended(faultOf(walked));
  for (const one of await emptyStreams(walk)) walk.ended(faultOf(begun(one)));
};
