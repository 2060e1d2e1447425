import { sql } from "drizzle-orm";
import { z } from "zod";
import type { NewCaseEvent } from "../domain/case/case-event.ts";
import { parseInstant, plusMilliseconds, type Instant } from "../domain/instant.ts";
import type { Notice } from "../domain/notices/notice.ts";
import { noticeModelSchema } from "../domain/notices/notice.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Lease, OutboxItem, OutboxStore, Sent } from "../ports.ts";
import { appendToStream } from "./append-to-stream.ts";
import type { Sql } from "./database.ts";
import { claimChannel } from "./pacing.ts";
import { caseStream } from "./project.ts";
import { rows } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";

const leaseMilliseconds = 60_000;
const waitForOriginal = 1_000;

const lane = z.enum(["urgent", "normal"]);
const instantColumn = z.string().transform(parseInstant);
const outboxRow = z.object({
  id: z.string(),
  ref: z.string().nullable(),
  area: z.string(),
  installation: z.string(),
  destination: z.string(),
  lane,
  notice: z.looseObject({ model: noticeModelSchema }),
  edits: z.string().nullable(),
  key: z.string(),
  state: z.string(),
  attempts: z.number(),
  fence: z.coerce.number(),
  waitUntil: instantColumn.nullable(),
  superseded: z.boolean(),
});
type Row = z.infer<typeof outboxRow>;

const lockRow = async (transaction: Sql, id: string, now: Instant): Promise<Row | undefined> => {
  const found = await rows(
    transaction,
    sql`SELECT id, ref, area, installation, destination, lane, notice, edits, key, state, attempts, fence,
          CASE WHEN not_before > ${now} THEN not_before::text END AS "waitUntil",
          EXISTS (SELECT 1 FROM outbox newer WHERE newer.edits = outbox.edits AND newer.position > outbox.position)
            AS superseded
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

type Original =
  | { readonly state: "none" | "waiting" }
  | { readonly state: "sent"; readonly editing: NonNullable<OutboxItem["editing"]> };

const originalOf = async (transaction: Sql, edits: string | null): Promise<Original> => {
  if (edits === null) return { state: "none" };
  const found = await rows(
    transaction,
    sql`SELECT state, provider_id AS "providerId", provider_channel AS channel FROM outbox WHERE id = ${edits}`,
    originalRow,
  );
  const original = found[0];
  if (original === undefined || original.state === "failed") return { state: "none" };
  if (original.providerId === null || original.channel === null) return { state: "waiting" };
  return { state: "sent", editing: { providerId: original.providerId, channel: original.channel } };
};

const wait = (row: Row, until: Instant): Lease => ({
  state: "wait",
  until,
  attempts: row.attempts,
  lane: row.lane,
});

const toItem = (row: Row, original: Original): OutboxItem => ({
  id: row.id,
  ...(row.ref === null ? {} : { ref: row.ref as TandemRef }),
  area: row.area,
  notice: row.notice as unknown as Notice,
  attempts: row.attempts + 1,
  fence: row.fence + 1,
  key: row.key,
  ...(original.state === "sent" ? { editing: original.editing } : {}),
  mayHaveBeenSent: row.state !== "pending",
});

const lease = async (transaction: Sql, id: string, now: Instant): Promise<Lease> => {
  const row = await lockRow(transaction, id, now);
  if (row === undefined) return { state: "done" };
  if (row.superseded) {
    await transaction.execute(sql`UPDATE outbox SET state = 'superseded' WHERE id = ${id}`);
    return { state: "done" };
  }
  if (row.waitUntil !== null) return wait(row, row.waitUntil);
  const original = await originalOf(transaction, row.edits);
  if (original.state === "waiting") return wait(row, plusMilliseconds(now, waitForOriginal));
  const freeAt = await claimChannel(transaction, row, now);
  if (freeAt !== undefined) return wait(row, freeAt);
  await transaction.execute(
    sql`UPDATE outbox SET state = 'sending', attempts = attempts + 1, fence = fence + 1,
          leased_until = ${plusMilliseconds(now, leaseMilliseconds)} WHERE id = ${id}`,
  );
  return { state: "leased", item: toItem(row, original) };
};

const record = async (
  context: StoreContext,
  transaction: Sql,
  item: OutboxItem,
  event: NewCaseEvent | undefined,
) => {
  if (event === undefined || item.ref === undefined) return;
  const stream = { stream: caseStream(item.ref), kind: "case", area: item.area };
  await appendToStream(context, transaction, stream, { events: [event], at: event.header.enteredAt });
};

const sent = (
  context: StoreContext,
  item: OutboxItem,
  done: Sent,
  event: NewCaseEvent | undefined,
): Promise<void> =>
  context.sql.transaction(async (transaction) => {
    await record(context, transaction, item, event);
    await transaction.execute(
      sql`UPDATE outbox SET state = 'sent', provider_id = ${done.providerId}, provider_channel = ${done.channel},
            text_sent = ${done.text}, leased_until = NULL
          WHERE id = ${item.id} AND fence = ${item.fence}`,
    );
  });

const failed = (
  context: StoreContext,
  item: OutboxItem,
  error: string,
  event: NewCaseEvent | undefined,
): Promise<void> =>
  context.sql.transaction(async (transaction) => {
    await record(context, transaction, item, event);
    await transaction.execute(
      sql`UPDATE outbox SET state = 'failed', last_error = ${error}, leased_until = NULL
          WHERE id = ${item.id} AND fence = ${item.fence}`,
    );
  });

/** Outgoing messages: leased, sent, then marked with the provider's own id; a fencing number keeps a late sender out. */
export const createOutboxStore = (context: StoreContext): OutboxStore => ({
  lease: (id, now) => context.sql.transaction((transaction) => lease(transaction, id, now)),
  sent: (item, done, event) => sent(context, item, done, event),
  failed: (item, error, event) => failed(context, item, error, event),
  postpone: async (item, until, state) => {
    await context.sql.execute(
      sql`UPDATE outbox SET state = ${state}, not_before = ${until}, leased_until = NULL
          WHERE id = ${item.id} AND fence = ${item.fence}`,
    );
  },
  due: (now, limit) =>
    rows(
      context.sql,
      sql`SELECT id, lane FROM outbox
          WHERE (state IN ('pending', 'unknown') AND not_before <= ${now}) OR (state = 'sending' AND leased_until < ${now})
          ORDER BY lane DESC, position LIMIT ${limit}`,
      z.object({ id: z.string(), lane }),
    ),
});
