import { sql } from "drizzle-orm";
import { z } from "zod";
import { parseInstant, plusMilliseconds, type Instant } from "../domain/instant.ts";
import type { Sql } from "./database.ts";
import { instantText, rows } from "./rows.ts";

const betweenMessages = 1_000;
const shortWait = 50;
/** Nobody reserves further ahead: a claim that says so was made by a clock that has been put back since. */
const aheadAtMost = 5_000;

type Wanted = {
  readonly id: string;
  readonly installation: string;
  readonly destination: string;
  readonly lane: string;
};

/** An urgent edit that waits for its original holds up nobody: that original may be the very message that asks. */
const urgentWaiting = async (transaction: Sql, wanted: Wanted, now: Instant): Promise<boolean> => {
  const found = await rows(
    transaction,
    sql`SELECT EXISTS (SELECT 1 FROM outbox WHERE state IN ('pending', 'unknown') AND lane = 'urgent'
          AND installation = ${wanted.installation} AND destination = ${wanted.destination}
          AND not_before <= ${now} AND id <> ${wanted.id}
          AND NOT EXISTS (SELECT 1 FROM outbox original
            WHERE original.id = outbox.edits AND original.state NOT IN ('sent', 'failed'))) AS waiting`,
    z.object({ waiting: z.boolean() }),
  );
  return found[0]?.waiting ?? false;
};

/**
 * Claims a channel for one message: at most one a second in each, and what is not urgent lets what is urgent go first.
 * Nobody queues by reserving ahead. Answers undefined when claimed, else the instant at which to try again.
 */
export const claimChannel = async (
  transaction: Sql,
  wanted: Wanted,
  now: Instant,
): Promise<Instant | undefined> => {
  if (wanted.lane !== "urgent" && (await urgentWaiting(transaction, wanted, now)))
    return plusMilliseconds(now, betweenMessages + shortWait);
  const next = plusMilliseconds(now, betweenMessages);
  const nonsense = plusMilliseconds(now, aheadAtMost);
  const claimed = await rows(
    transaction,
    sql`INSERT INTO pacing (installation, destination, next_at) VALUES (${wanted.installation}, ${wanted.destination}, ${next})
        ON CONFLICT (installation, destination) DO UPDATE SET next_at = excluded.next_at
          WHERE pacing.next_at <= ${now} OR pacing.next_at > ${nonsense}
        RETURNING destination`,
    z.object({ destination: z.string() }),
  );
  if (claimed.length > 0) return undefined;
  const taken = await rows(
    transaction,
    sql`SELECT ${instantText(sql`next_at`)} AS until FROM pacing
        WHERE installation = ${wanted.installation} AND destination = ${wanted.destination}`,
    z.object({ until: z.string().transform(parseInstant) }),
  );
  return taken[0]?.until ?? plusMilliseconds(now, shortWait);
};
