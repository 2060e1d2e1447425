import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { NewCaseEvent } from "../domain/case/case-event.ts";
import { plusMilliseconds, type Instant } from "../domain/instant.ts";
import { noticeModelSchema, type Notice } from "../domain/notices/notice.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { MailRows } from "../mail-ports.ts";
import type { Lease, OutboxItem, OutboxStore } from "../ports.ts";
import { appendToStream, lockKnownStream, type LockedStream } from "./append-to-stream.ts";
import type { Sql } from "./database.ts";
import { laneColumn, lockRow, originalOf, type Original, type OutboxRow } from "./outbox-row.ts";
import { claimChannel } from "./pacing.ts";
import { caseStream } from "./project.ts";
import { gatherAlone, leaseTogether, restAwaited } from "./reminder-group.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

const leaseMilliseconds = 60_000;
const waitForOther = 1_000;

const wait = (row: OutboxRow, until: Instant): Lease => ({
  state: "wait",
  until,
  attempts: row.attempts,
  lane: row.lane,
});

const toItem = (row: OutboxRow, original: Original, together: readonly OutboxItem[]): OutboxItem => ({
  id: row.id,
  together,
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
  await gatherAlone(transaction, id);
  const row = await lockRow(transaction, id, now);
  if (row === undefined) return { state: "done" };
  if (row.superseded) {
    await transaction.execute(sql`UPDATE outbox SET state = 'superseded' WHERE id = ${id}`);
    return { state: "done" };
  }
  const waitUntil = row.waitUntil ?? (await restAwaited(transaction, row, now));
  if (waitUntil !== undefined) return wait(row, waitUntil);
  const original = await originalOf(transaction, row.edits);
  if (row.behind || original.state === "waiting") return wait(row, plusMilliseconds(now, waitForOther));
  const freeAt = await claimChannel(transaction, row, now);
  if (freeAt !== undefined) return wait(row, freeAt);
  const until = plusMilliseconds(now, leaseMilliseconds);
  await transaction.execute(
    sql`UPDATE outbox SET state = 'sending', attempts = attempts + 1, fence = fence + 1, leased_until = ${until}
        WHERE id = ${id}`,
  );
  const together = row.grouped ? await leaseTogether(transaction, row, until) : [];
  return { state: "leased", item: toItem(row, original, together) };
};

/** The case's stream is locked before the row, as everywhere, so that no two transactions wait for each other. */
const lockedFor = (
  transaction: Sql,
  item: OutboxItem,
  event: NewCaseEvent | undefined,
): Promise<LockedStream | undefined> =>
  event === undefined || item.ref === undefined
    ? Promise.resolve(undefined)
    : lockKnownStream(transaction, caseStream(item.ref));

/** Ends a row's sending and writes that to the case, unless another sender has taken the row over since. */
const finish = (context: StoreContext, item: OutboxItem, outcome: SQL, event: NewCaseEvent | undefined) =>
  safely(() =>
    context.sql.transaction(async (transaction) => {
      const locked = await lockedFor(transaction, item, event);
      const marked = await rows(
        transaction,
        sql`UPDATE outbox SET ${outcome}, leased_until = NULL
            WHERE id = ${item.id} AND fence = ${item.fence} AND state NOT IN ('sent', 'failed') RETURNING id`,
        z.object({ id: z.string() }),
      );
      if (marked.length === 0 || locked === undefined || event === undefined) return;
      await appendToStream(context, transaction, locked, { events: [event], at: event.header.enteredAt });
    }),
  );

const postpone = (
  context: StoreContext,
  item: OutboxItem,
  until: Instant,
  state: "pending" | "unknown",
): Promise<void> =>
  safely(async () => {
    // Once it may have gone out, it may have gone out, whatever came of a later attempt.
    const now = item.mayHaveBeenSent ? "unknown" : state;
    await context.sql.execute(
      sql`UPDATE outbox SET state = ${now}, not_before = ${until}, leased_until = NULL
          WHERE id = ${item.id} AND fence = ${item.fence} AND state = 'sending'`,
    );
  });

const due = (context: StoreContext, now: Instant, limit: number) =>
  safely(() =>
    rows(
      context.sql,
      sql`SELECT id, lane FROM outbox
          WHERE (state IN ('pending', 'unknown') AND not_before <= ${now}) OR (state = 'sending' AND leased_until < ${now})
          ORDER BY lane DESC, position LIMIT ${limit}`,
      z.object({ id: z.string(), lane: laneColumn }),
    ),
  );

const mailRow = z.object({
  ref: z.string().transform((ref) => ref as TandemRef),
  notice: z.looseObject({ model: noticeModelSchema }).transform((notice) => notice as unknown as Notice),
});

const mailByKey = async ({ sql: database }: StoreContext, key: string) => {
  const [found] = await rows(
    database,
    sql`SELECT ref, notice FROM outbox WHERE key = ${key} AND medium = 'e-mail' AND ref IS NOT NULL`,
    mailRow,
  );
  return found;
};

/** Outgoing messages: leased, sent, then marked with the provider's own id; a fencing number keeps a late sender out. */
export const createOutboxStore = (context: StoreContext): OutboxStore & MailRows => ({
  lease: (id, now) => safely(() => context.sql.transaction((transaction) => lease(transaction, id, now))),
  sent: (item, { providerId, channel, text }, event) =>
    finish(
      context,
      item,
      sql`state = 'sent', provider_id = ${providerId}, provider_channel = ${channel}, text_sent = ${text}`,
      event,
    ),
  failed: (item, error, event) => finish(context, item, sql`state = 'failed', last_error = ${error}`, event),
  postpone: (item, until, state) => postpone(context, item, until, state),
  due: (now, limit) => due(context, now, limit),
  mailByKey: (key) => safely(() => mailByKey(context, key)),
});
