import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Messages that must leave. Written with the events that made them due; sent later, at least once. */
export const outbox = pgTable(
  "outbox",
  {
    id: text().primaryKey(),
    /** The order in which rows were written, so that an older edit of a post never overtakes a newer one. */
    position: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    ref: text(),
    area: text().notNull(),
    medium: text().notNull(),
    installation: text().notNull(),
    destination: text().notNull(),
    lane: text().notNull(),
    notice: jsonb().notNull(),
    edits: text(),
    /** Goes out in one message with whatever else its reader is to be reminded of. */
    grouped: boolean().notNull().default(false),
    key: text().notNull().unique(),
    state: text().notNull(),
    attempts: integer().notNull(),
    notBefore: instant("not_before").notNull(),
    leasedUntil: instant("leased_until"),
    fence: bigint({ mode: "number" }).notNull(),
    providerId: text("provider_id"),
    providerChannel: text("provider_channel"),
    textSent: text("text_sent"),
    lastError: text("last_error"),
  },
  (table) => [
    index("outbox_by_due").on(table.state, table.lane, table.notBefore),
    // The few that belong to no case: the last one said of the service is looked up before each next one.
    index("outbox_of_service")
      .on(table.area, table.position)
      .where(sql`ref IS NULL`),
    index("outbox_by_original")
      .on(table.edits)
      .where(sql`edits IS NOT NULL`),
  ],
);

/** One row per channel: the instant from which the next message may go there. */
export const pacing = pgTable(
  "pacing",
  { installation: text().notNull(), destination: text().notNull(), nextAt: instant("next_at").notNull() },
  (table) => [primaryKey({ columns: [table.installation, table.destination] })],
);

/** Slack requests already accepted, so that the same one is never accepted twice. */
export const inbox = pgTable(
  "inbox",
  { request: text().primaryKey(), acceptedAt: instant("accepted_at").notNull() },
  (table) => [index("inbox_by_time").on(table.acceptedAt)],
);
