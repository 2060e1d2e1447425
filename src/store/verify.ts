import { sql } from "drizzle-orm";
import { z } from "zod";
import type { CheckpointHeader, ListedHead } from "../domain/checkpoint-event-schemas.ts";
import type { Instant } from "../domain/instant.ts";
import type { Anchor } from "../watch-ports.ts";
import { checkpointStream } from "./checkpoint.ts";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { headerToday, type StoredEvent } from "./stored-event.ts";
import { walkRecord, type Fault, type Walk } from "./walk-record.ts";

export type Verified = {
  /** At most one of a stream: the first that is found in it. */
  readonly faults: readonly Fault[];
  /** Beside the checkpoints' own. */
  readonly streams: number;
  readonly events: number;
  readonly checkpoints: number;
  /** Events that no anchored checkpoint covers yet, and since when there have been some, by duty time. */
  readonly notCovered: { readonly events: number; readonly since?: Instant };
};

type Verifying = {
  readonly transaction: Sql;
  readonly auditKey: Uint8Array;
  readonly anchors: readonly Anchor[];
  /** The last checkpoint that somebody vouches for outside the database; every one of them where there is no anchor. */
  readonly anchoredTo: number;
  /** By stream: the fault with the lowest sequence. */
  readonly faults: Map<string, Fault>;
  /** By stream: the sequence up to which a checkpoint that was anchored covers it. */
  readonly covered: Map<string, number>;
  readonly count: { streams: number; events: number; checkpoints: number; notCovered: number };
  since?: Instant;
};

const note = ({ faults }: Verifying, fault: Fault): void => {
  const known = faults.get(fault.stream);
  if (known === undefined || fault.sequence < known.sequence) faults.set(fault.stream, fault);
};

const walkOf = (verifying: Verifying): Pick<Walk, "transaction" | "auditKey" | "ended"> => ({
  transaction: verifying.transaction,
  auditKey: verifying.auditKey,
  ended: (fault) => {
    // Of the same event the stream's own chain says more than a list does.
    if (fault === undefined) return;
    if (verifying.faults.get(fault.stream)?.sequence === fault.sequence)
      verifying.faults.delete(fault.stream);
    note(verifying, fault);
  },
});

const otherRow = z.object({
  stream: z.string(),
  sequence: z.number(),
  isGone: z.boolean(),
  last: z.number().nullable(),
});

/** What a checkpoint lists and the record no longer holds. What a stored hash is worth, the walk of its stream says. */
const compareWithList = async (verifying: Verifying, heads: readonly ListedHead[]): Promise<void> => {
  const others = await rows(
    verifying.transaction,
    sql`SELECT l.stream, l.sequence, e.hash IS NULL AS "isGone",
          (SELECT max(sequence) FROM events WHERE events.stream = l.stream) AS last
        FROM jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) AS l(stream text, sequence int, hash text)
        LEFT JOIN events e ON e.stream = l.stream AND e.sequence = l.sequence
        WHERE e.hash IS DISTINCT FROM decode(l.hash, 'hex')`,
    otherRow,
  );
  for (const { stream, sequence, isGone, last } of others)
    note(
      verifying,
      isGone
        ? {
            stream,
            sequence: Math.min((last ?? 0) + 1, sequence),
            because: "gone since a checkpoint listed it",
          }
        : { stream, sequence, because: "not what a checkpoint lists" },
    );
};

/** Ten years of anchors are more than an argument list takes. */
const greatest = (numbers: Iterable<number>): number => {
  let found = 0;
  for (const one of numbers) found = Math.max(found, one);
  return found;
};

const takeCheckpoint = async (verifying: Verifying, event: StoredEvent): Promise<void> => {
  const { heads } = headerToday(event) as CheckpointHeader;
  await compareWithList(verifying, heads);
  if (event.sequence > verifying.anchoredTo) return;
  for (const { stream, sequence } of heads) verifying.covered.set(stream, sequence);
};

const compareWithAnchors = (verifying: Verifying, stored: ReadonlyMap<number, string>): void => {
  const last = greatest(stored.keys());
  for (const { sequence, hash } of verifying.anchors) {
    const found = stored.get(sequence);
    if (found === hash) continue;
    const place = { stream: checkpointStream, sequence: Math.min(last + 1, sequence) };
    note(verifying, {
      ...place,
      because: found === undefined ? "gone since it was anchored" : "not what was anchored",
    });
  }
};

/** A checkpoint that was altered says nothing; the others are still what they were when they were made. */
const verifyCheckpoints = async (verifying: Verifying): Promise<void> => {
  const stored = new Map<number, string>();
  const where = sql`stream = ${checkpointStream}`;
  for await (const { event, intact } of walkRecord({ ...walkOf(verifying), where, eventsAtOnce: 20 })) {
    verifying.count.checkpoints += 1;
    stored.set(event.sequence, Buffer.from(event.hash).toString("hex"));
    if (intact) await takeCheckpoint(verifying, event);
  }
  compareWithAnchors(verifying, stored);
};

const enteredHeader = z.object({ enteredAt: z.string().transform((at) => at as Instant) });

const takeNotCovered = (verifying: Verifying, { header }: StoredEvent): void => {
  verifying.count.notCovered += 1;
  const { enteredAt } = enteredHeader.parse(JSON.parse(header));
  if (verifying.since === undefined || enteredAt < verifying.since) verifying.since = enteredAt;
};

const verifyOthers = async (verifying: Verifying): Promise<void> => {
  const walk = walkOf(verifying);
  const ended: Walk["ended"] = (fault) => {
    verifying.count.streams += 1;
    walk.ended(fault);
  };
  const where = sql`stream <> ${checkpointStream}`;
  for await (const { event, intact } of walkRecord({ ...walk, ended, where, eventsAtOnce: 500 })) {
    verifying.count.events += 1;
    const isCovered = event.sequence <= (verifying.covered.get(event.stream) ?? 0);
    if (intact && !isCovered) takeNotCovered(verifying, event);
  }
};

const verifyIn = async (verifying: Verifying): Promise<Verified> => {
  await verifyCheckpoints(verifying);
  await verifyOthers(verifying);
  const { faults, since, count } = verifying;
  const { notCovered, ...counted } = count;
  return {
    ...counted,
    faults: [...faults.values()].toSorted((one, other) => (one.stream < other.stream ? -1 : 1)),
    notCovered: { events: notCovered, ...(since === undefined ? {} : { since }) },
  };
};

/**
 * Reads the whole record as of one moment: walks the chain of every stream against its head, looks for every head that a
 * checkpoint ever listed, and for every checkpoint that was anchored. It believes the audit key and the anchors and
 * nothing else that the database says. What was written since the last anchor can still be cut off unseen: it is counted.
 */
export const verifyRecord = (context: StoreContext, anchors: readonly Anchor[] = []): Promise<Verified> =>
  safely(() =>
    context.sql.transaction(async (transaction) => {
      await transaction.execute(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
      await transaction.execute(sql`SET LOCAL statement_timeout = 0`);
      const anchoredTo = anchors.length === 0 ? Infinity : greatest(anchors.map(({ sequence }) => sequence));
      const count = { streams: 0, events: 0, checkpoints: 0, notCovered: 0 };
      const found = { faults: new Map<string, Fault>(), covered: new Map<string, number>(), count };
      return verifyIn({ transaction, auditKey: context.auditKey, anchors, anchoredTo, ...found });
    }),
  );
