import { sql } from "drizzle-orm";
import { z } from "zod";
import { chainStart, firstBreak, sameHash } from "./chain.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { bytesColumn, storedRow, type StoredEvent } from "./stored-event.ts";
import { streamNames } from "./stream-names.ts";

export type BrokenStream = {
  readonly stream: string;
  /** The first event that does not hold; one past the last event when it is the end that does not. */
  readonly sequence: number;
  readonly because: "no head" | "chain broken" | "events missing at the end" | "head does not match";
};

const headColumns = { head: z.number().nullable(), headHash: bytesColumn.nullable() };
const withEvent = z.object({ ...headColumns, ...storedRow.shape });
const withoutEvent = z.object({ ...headColumns, sequence: z.null() });

/** A stream's head and events as of one moment, so that whoever writes meanwhile raises no false alarm. */
const snapshot = async (context: StoreContext, stream: string) => {
  const found = await rows(
    context.sql,
    sql`SELECT s.head, s.head_hash AS "headHash", e.stream, e.sequence, e.area, e.type, e.version, e.header,
          e.compartment, e.key_id AS "keyId", e.body, e.hash
        FROM (SELECT ${stream}::text AS stream) AS wanted
        LEFT JOIN streams s ON s.stream = wanted.stream
        LEFT JOIN events e ON e.stream = wanted.stream
        ORDER BY e.sequence`,
    z.union([withEvent, withoutEvent]),
  );
  const events = found.filter((one): one is z.infer<typeof withEvent> => one.sequence !== null);
  return { head: found[0]?.head ?? null, headHash: found[0]?.headHash ?? null, events };
};

type Snapshot = {
  readonly head: number | null;
  readonly headHash: Uint8Array | null;
  readonly events: readonly StoredEvent[];
};

const breakIn = (auditKey: Uint8Array, { head, headHash, events }: Snapshot) => {
  if (head === null || headHash === null) return { sequence: 1, because: "no head" } as const;
  const broken = firstBreak(auditKey, events);
  if (broken !== undefined) return { sequence: broken, because: "chain broken" } as const;
  const sequence = events.length + 1;
  if (events.length < head) return { sequence, because: "events missing at the end" } as const;
  const last = events.at(-1)?.hash ?? chainStart;
  return events.length === head && sameHash(last, headHash)
    ? undefined
    : ({ sequence, because: "head does not match" } as const);
};

/**
 * Walks the chain of every stream and answers each that does not hold, with its first break. What it cannot see is an end
 * cut off together with a matching head, or a stream removed whole: that is what checkpoints kept elsewhere are for.
 */
export const verifyStreams = async (context: StoreContext): Promise<readonly BrokenStream[]> => {
  const broken: BrokenStream[] = [];
  for await (const stream of streamNames(context.sql, "")) {
    const found = breakIn(context.auditKey, await safely(() => snapshot(context, stream)));
    if (found !== undefined) broken.push({ stream, ...found });
  }
  return broken;
};
