import { sql } from "drizzle-orm";
import { z } from "zod";
import { parseInstant, type Instant } from "../domain/instant.ts";
import { noticeModelSchema, type Notice } from "../domain/notices/notice.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OutboxItem } from "../ports.ts";
import type { Sql } from "./database.ts";
import type { OutboxRow } from "./outbox-row.ts";
import { instantText, rows } from "./rows.ts";

/** Slack takes some 13,000 characters in a message. So many reminders fit, each named with its own due time. */
const inOneMessage = 100;

const groupRow = z.object({
  id: z.string(),
  ref: z.string().nullable(),
  area: z.string(),
  notice: z.looseObject({ model: noticeModelSchema }),
  key: z.string(),
  attempts: z.number(),
  fence: z.coerce.number(),
});

/**
 * Takes along what else the same reader is to be reminded of, what falls due first before the rest, each row under its
 * own fence. What one message cannot name goes out in the next one: a case never records a reminder that did not name it.
 */
export const leaseTogether = async (
  transaction: Sql,
  row: OutboxRow,
  until: Instant,
): Promise<readonly OutboxItem[]> => {
  const found = await rows(
    transaction,
    sql`UPDATE outbox SET state = 'sending', attempts = attempts + 1, fence = fence + 1, leased_until = ${until}
        WHERE id IN (SELECT id FROM outbox WHERE grouped AND state = 'pending' AND id <> ${row.id}
            AND installation = ${row.installation} AND destination = ${row.destination}
          ORDER BY notice #>> '{model,dueAt}', position LIMIT ${inOneMessage - 1} FOR UPDATE SKIP LOCKED)
        RETURNING id, ref, area, notice, key, attempts, fence`,
    groupRow,
  );
  return found.map(({ ref, notice, ...rest }) => ({
    ...rest,
    ...(ref === null ? {} : { ref: ref as TandemRef }),
    notice: notice as unknown as Notice,
    mayHaveBeenSent: false,
    together: [],
  }));
};

/** One sender at a time gathers what one reader is reminded of: two at once would each take a part of it. */
export const gatherAlone = (transaction: Sql, id: string) =>
  transaction.execute(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(installation || '/' || destination, 0))
        FROM outbox WHERE id = ${id} AND grouped`,
  );

/**
 * Until when the rest of a group is awaited: hundreds that fall due at one moment take longer to decide than the first of
 * them waits, so each waits for the last that has come. No longer than half a minute, or a trickle would hold it for ever.
 */
export const restAwaited = async (
  transaction: Sql,
  row: OutboxRow,
  now: Instant,
): Promise<Instant | undefined> => {
  if (!row.grouped || row.state !== "pending") return undefined;
  const [found] = await rows(
    transaction,
    sql`SELECT ${instantText(sql`least(max(other.not_before), own.not_before + interval '30 seconds')`)} AS until
        FROM outbox own JOIN outbox other ON other.grouped AND other.state = 'pending'
          AND other.installation = own.installation AND other.destination = own.destination
        WHERE own.id = ${row.id} GROUP BY own.not_before`,
    z.object({ until: z.string().transform(parseInstant) }),
  );
  return found !== undefined && found.until > now ? found.until : undefined;
};
