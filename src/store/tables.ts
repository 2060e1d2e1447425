import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";

/** One row per stream, locked by whoever decides in it. The head makes the chain checkable without reading it all. */
export const streams = pgTable("streams", {
  stream: text().primaryKey(),
  kind: text().notNull(),
  area: text().notNull(),
  head: integer().notNull(),
  headHash: bytes("head_hash").notNull(),
});

/** The record. Nothing is ever updated, deleted or truncated: a trigger and the roles refuse it. */
export const events = pgTable(
  "events",
  {
    stream: text()
      .notNull()
      .references(() => streams.stream),
    sequence: integer().notNull(),
    area: text().notNull(),
    type: text().notNull(),
    version: integer().notNull(),
    /** Canonical JSON, kept as the bytes that the hash covers. */
    header: text().notNull(),
    compartment: text(),
    keyId: text("key_id"),
    body: bytes(),
    hash: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stream, table.sequence] })],
);

/** What checkpoints listed last of each stream. It spares the next one work, and no verification reads it. */
export const checkpointHeads = pgTable("checkpoint_heads", {
  stream: text().primaryKey(),
  hash: bytes().notNull(),
});

/** Data keys, wrapped by the master key ring. Destroying one erases everything it sealed. */
export const caseKeys = pgTable(
  "case_keys",
  {
    id: text().primaryKey(),
    stream: text().notNull(),
    area: text().notNull(),
    compartment: text().notNull(),
    masterKey: text("master_key").notNull(),
    wrapped: bytes(),
    destroyedAt: instant("destroyed_at"),
  },
  (table) => [
    // One living key each: once it is destroyed, what is written later in that compartment gets a new one.
    uniqueIndex("case_keys_living")
      .on(table.stream, table.compartment)
      .where(sql`destroyed_at IS NULL`),
  ],
);

/**
 * A blind index of the names on a case: keyed tokens that can be compared with a name and not turned back into one. It
 * cannot be made again from headers, and goes with the key of its compartment.
 */
export const nameTokens = pgTable(
  "name_tokens",
  {
    ref: text().notNull(),
    area: text().notNull(),
    compartment: text().notNull(),
    kind: text().notNull(),
    token: bytes().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ref, table.compartment, table.kind, table.token] }),
    index("name_tokens_by_token").on(table.area, table.kind, table.token),
  ],
);

/** Projection: what look-ups need to know of a case. It holds headers' facts only and can be rebuilt from them. */
export const cases = pgTable(
  "cases",
  {
    ref: text().primaryKey(),
    stream: text().notNull().unique(),
    area: text().notNull(),
    submission: text().notNull().unique(),
    protocolHash: text("protocol_hash").notNull(),
    fromAgency: text("from_agency").notNull(),
    toAgency: text("to_agency").notNull(),
    urgency: text().notNull(),
    urgencyReason: text("urgency_reason").notNull(),
    restricted: boolean().notNull(),
    openHop: integer("open_hop"),
    enteredAt: instant("entered_at").notNull(),
    /** The sender, and whoever picked it up and has it. */
    workers: text().array(),
    /** The agencies that are a party: whoever sent it, and every one that a hop of its route belongs to. */
    agencies: text().array(),
    /** The earliest open deadline; the far future when nothing falls due. */
    nextDueAt: instant("next_due_at"),
    /** When somebody last did something in it, by when it was written down. */
    actedAt: instant("acted_at"),
    /** Whether both agencies have closed it and nothing has begun since; nobody is shown it in a list. */
    atRest: boolean("at_rest"),
  },
  (table) => [
    index("cases_by_area").on(table.area, table.enteredAt, table.ref),
    index("cases_by_next_due").on(table.area, table.nextDueAt, table.ref),
    index("cases_by_acted").on(table.area, table.actedAt),
    index("cases_with_nobody")
      .on(table.area)
      .where(sql`open_hop IS NOT NULL`),
  ],
);

/** Projection: every deadline of every case, so that whatever is due can be found without opening a case. */
export const deadlines = pgTable(
  "deadlines",
  {
    id: text().primaryKey(),
    ref: text().notNull(),
    area: text().notNull(),
    clock: text().notNull(),
    rule: text().notNull(),
    owner: text().notNull(),
    startedAt: instant("started_at").notNull(),
    dueAt: instant("due_at").notNull(),
    alsoShownAt: instant("also_shown_at"),
    metAt: instant("met_at"),
    late: boolean(),
    revision: integer().notNull(),
  },
  (table) => [index("deadlines_by_due").on(table.dueAt, table.id), index("deadlines_by_ref").on(table.ref)],
);

/** Projection: everything that is to be looked at again, so that whatever is due can be found without opening a case. */
export const timers = pgTable(
  "timers",
  {
    id: text().primaryKey(),
    ref: text().notNull(),
    area: text().notNull(),
    kind: text().notNull(),
    lane: text().notNull(),
    dueAt: instant("due_at").notNull(),
  },
  (table) => [index("timers_by_due").on(table.dueAt, table.id), index("timers_by_ref").on(table.ref)],
);

/** Projection of the person streams. */
export const people = pgTable("people", {
  id: text().primaryKey(),
  agency: text().notNull(),
  details: jsonb().notNull(),
  areas: jsonb().notNull(),
  left: boolean().notNull(),
});

export const identities = pgTable(
  "identities",
  {
    installation: text().notNull(),
    team: text().notNull(),
    user: text("slack_user").notNull(),
    person: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.installation, table.team, table.user] })],
);

/** Flattened protocols and areas by their SHA-256: a case pins a protocol's, so its YAML may go. */
export const versions = pgTable("versions", {
  hash: text().primaryKey(),
  kind: text().notNull(),
  name: text().notNull(),
  content: jsonb().notNull(),
});

/** Days that an administrator took out of, or put into, the working calendar. */
export const closures = pgTable("closures", {
  date: text().primaryKey(),
  kind: text().notNull(),
  because: text().notNull(),
});

/** Who opened what: one row per opening, projected from the access streams. */
export const accessLog = pgTable(
  "access_log",
  {
    stream: text().notNull(),
    sequence: integer().notNull(),
    ref: text().notNull(),
    area: text().notNull(),
    person: text().notNull(),
    what: text().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.stream, table.sequence] })],
);
