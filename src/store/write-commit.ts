import { sql } from "drizzle-orm";
import type { Instant } from "../domain/instant.ts";
import type { Notice } from "../domain/notices/notice.ts";
import type { EventRow } from "./append.ts";
import type { Sql } from "./database.ts";
import type { caseRow, deadlineRows } from "./project.ts";

export type KeyRow = {
  readonly id: string;
  readonly stream: string;
  readonly area: string;
  readonly compartment: string;
  readonly master_key: string;
  readonly wrapped: string;
};

export type Writing = {
  readonly stream: {
    readonly stream: string;
    readonly kind: string;
    readonly area: string;
    readonly head: number;
    readonly head_hash: string;
  };
  readonly events: readonly EventRow[];
  readonly keys: readonly KeyRow[];
  readonly cases: readonly ReturnType<typeof caseRow>[];
  readonly deadlines: ReturnType<typeof deadlineRows>;
  readonly outbox: readonly OutboxRow[];
  readonly request?: string | undefined;
  readonly at: Instant;
};

export type OutboxRow = {
  readonly id: string;
  readonly ref: string | null;
  readonly area: string;
  readonly installation: string;
  readonly destination: string;
  readonly lane: string;
  readonly notice: Notice;
  readonly edits: string | null;
  readonly key: string;
};

/** The row by which a notice leaves. The key is random: it is all that Slack's metadata will hold. */
export const outboxRow = (notice: Notice, area: string, ref: string | null, key: string): OutboxRow => ({
  id: notice.id,
  ref,
  area,
  installation: notice.to.installation,
  destination: "channel" in notice.to ? notice.to.channel : `person:${notice.to.person}`,
  lane: notice.lane,
  notice,
  edits: notice.edits ?? null,
  key,
});

/**
 * Writes everything that one decision made, in one statement and so in one round trip: the events, their stream's head,
 * new keys, the projections, the outgoing messages and the request that asked for them. All of it or none of it.
 */
export const writeCommit = async (database: Sql, writing: Writing): Promise<void> => {
  const request = writing.request === undefined ? [] : [{ request: writing.request }];
  const input = JSON.stringify({ ...writing, stream: [writing.stream], request });
  await database.execute(sql`
    WITH input AS MATERIALIZED (SELECT ${input}::jsonb AS it),
    s AS (
      INSERT INTO streams (stream, kind, area, head, head_hash)
      SELECT stream, kind, area, head, decode(head_hash, 'hex')
      FROM input, jsonb_to_recordset(it -> 'stream') AS r(stream text, kind text, area text, head int, head_hash text)
      ON CONFLICT (stream) DO UPDATE SET head = excluded.head, head_hash = excluded.head_hash),
    e AS (
      INSERT INTO events (stream, sequence, area, type, version, header, compartment, key_id, body, hash)
      SELECT stream, sequence, area, type, version, header, compartment, key_id, decode(body, 'hex'), decode(hash, 'hex')
      FROM input, jsonb_to_recordset(it -> 'events') AS r(stream text, sequence int, area text, type text, version int,
        header text, compartment text, key_id text, body text, hash text)),
    k AS (
      INSERT INTO case_keys (id, stream, area, compartment, master_key, wrapped)
      SELECT id, stream, area, compartment, master_key, decode(wrapped, 'hex')
      FROM input, jsonb_to_recordset(it -> 'keys') AS r(id text, stream text, area text, compartment text,
        master_key text, wrapped text)),
    c AS (
      INSERT INTO cases (ref, stream, area, submission, protocol_hash, from_agency, to_agency, urgency, urgency_reason,
        restricted, open_hop, entered_at)
      SELECT ref, stream, area, submission, protocol_hash, from_agency, to_agency, urgency, urgency_reason, restricted,
        open_hop, entered_at
      FROM input, jsonb_to_recordset(it -> 'cases') AS r(ref text, stream text, area text, submission text,
        protocol_hash text, from_agency text, to_agency text, urgency text, urgency_reason text, restricted boolean,
        open_hop int, entered_at timestamptz)
      ON CONFLICT (ref) DO UPDATE SET urgency = excluded.urgency, urgency_reason = excluded.urgency_reason,
        restricted = excluded.restricted, open_hop = excluded.open_hop, to_agency = excluded.to_agency),
    d AS (
      INSERT INTO deadlines (id, ref, area, clock, rule, owner, started_at, due_at, also_shown_at, met_at, late, revision)
      SELECT id, ref, area, clock, rule, owner, started_at, due_at, also_shown_at, met_at, late, revision
      FROM input, jsonb_to_recordset(it -> 'deadlines') AS r(id text, ref text, area text, clock text, rule text,
        owner text, started_at timestamptz, due_at timestamptz, also_shown_at timestamptz, met_at timestamptz,
        late boolean, revision int)
      ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, met_at = excluded.met_at, late = excluded.late,
        revision = deadlines.revision + 1),
    o AS (
      INSERT INTO outbox (id, ref, area, medium, installation, destination, lane, notice, edits, key, state, attempts,
        not_before, fence)
      SELECT id, ref, area, 'slack', installation, destination, lane, notice, edits, key, 'pending', 0,
        '-infinity', 0
      FROM input, jsonb_to_recordset(it -> 'outbox') AS r(id text, ref text, area text, installation text,
        destination text, lane text, notice jsonb, edits text, key text)),
    i AS (
      INSERT INTO inbox (request, accepted_at)
      SELECT request, (it ->> 'at')::timestamptz
      FROM input, jsonb_to_recordset(it -> 'request') AS r(request text))
    SELECT 1`);
};
