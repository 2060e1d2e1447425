import { sql } from "drizzle-orm";
import { z } from "zod";
import { parseInstant, type Instant } from "../domain/instant.ts";
import { noticeModelSchema } from "../domain/notices/notice.ts";
import type { Sql } from "./database.ts";
import { instantText, rows } from "./rows.ts";

export const laneColumn = z.enum(["urgent", "normal"]);

const outboxRow = z.object({
  id: z.string(),
  ref: z.string().nullable(),
  area: z.string(),
  installation: z.string(),
  destination: z.string(),
  lane: laneColumn,
  notice: z.looseObject({ model: noticeModelSchema }),
  edits: z.string().nullable(),
  grouped: z.boolean(),
  key: z.string(),
  state: z.string(),
  attempts: z.number(),
  fence: z.coerce.number(),
  waitUntil: z.string().transform(parseInstant).nullable(),
  superseded: z.boolean(),
  behind: z.boolean(),
});
export type OutboxRow = z.infer<typeof outboxRow>;

/**
 * Locks a row that may be sent now, and says whether a newer edit of the same post has made it pointless, and whether an
 * older edit is on its way at this moment. Undefined when it is done, being sent, or in somebody else's hands.
 */
export const lockRow = async (transaction: Sql, id: string, now: Instant): Promise<OutboxRow | undefined> => {
  const found = await rows(
    transaction,
    sql`SELECT id, ref, area, installation, destination, lane, notice, edits, grouped, key, state, attempts, fence,
          CASE WHEN not_before > ${now} THEN ${instantText(sql`not_before`)} END AS "waitUntil",
          EXISTS (SELECT 1 FROM outbox newer WHERE newer.edits = outbox.edits AND newer.position > outbox.position)
            AS superseded,
          EXISTS (SELECT 1 FROM outbox older WHERE older.edits = outbox.edits AND older.position < outbox.position
            AND older.state = 'sending' AND older.leased_until >= ${now}) AS behind
        FROM outbox
        WHERE id = ${id} AND (state IN ('pending', 'unknown') OR (state = 'sending' AND leased_until < ${now}))
        FOR UPDATE SKIP LOCKED`,
    outboxRow,
  );
  return found[0];
};

const originalRow = z.object({
  state: z.string(),
  providerId: z.string().nullable(),
  channel: z.string().nullable(),
});

export type Original =
  | { readonly state: "none" | "waiting" }
  | { readonly state: "sent"; readonly editing: { readonly providerId: string; readonly channel: string } };

/**
 * The message that an edit replaces: its original, or where that one failed the last edit that went out in its stead as a
 * message of its own. None when there is nothing to replace.
 */
export const originalOf = async (transaction: Sql, edits: string | null): Promise<Original> => {
  if (edits === null) return { state: "none" };
  const found = await rows(
    transaction,
    sql`SELECT state, provider_id AS "providerId", provider_channel AS channel FROM outbox
        WHERE id = ${edits} OR (edits = ${edits} AND state = 'sent')
        ORDER BY id = ${edits} DESC, position DESC LIMIT 2`,
    originalRow,
  );
  const original = found[0]?.state === "failed" ? found[1] : found[0];
  if (original === undefined) return { state: "none" };
  if (original.providerId === null || original.channel === null) return { state: "waiting" };
  return { state: "sent", editing: { providerId: original.providerId, channel: original.channel } };
};
