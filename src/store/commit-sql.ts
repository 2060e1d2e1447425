import { sql } from "drizzle-orm";

/*
 * One fragment a table. Each reads its rows from `input.it`, the one JSON parameter of a commit, and is a part of one
 * statement: what one of them cannot write, none of them has written.
 */

export const streamWritten = sql`
  INSERT INTO streams (stream, kind, area, head, head_hash)
  SELECT stream, kind, area, head, decode(head_hash, 'hex')
  FROM input, jsonb_to_recordset(it -> 'stream') AS r(stream text, kind text, area text, head int, head_hash text)
  ON CONFLICT (stream) DO UPDATE SET head = excluded.head, head_hash = excluded.head_hash`;

export const eventsWritten = sql`
  INSERT INTO events (stream, sequence, area, type, version, header, compartment, key_id, body, hash)
  SELECT stream, sequence, area, type, version, header, compartment, key_id, decode(body, 'hex'), decode(hash, 'hex')
  FROM input, jsonb_to_recordset(it -> 'events') AS r(stream text, sequence int, area text, type text, version int,
    header text, compartment text, key_id text, body text, hash text)`;

export const keysWritten = sql`
  INSERT INTO case_keys (id, stream, area, compartment, master_key, wrapped)
  SELECT id, stream, area, compartment, master_key, decode(wrapped, 'hex')
  FROM input, jsonb_to_recordset(it -> 'keys') AS r(id text, stream text, area text, compartment text,
    master_key text, wrapped text)`;

export const namesWritten = sql`
  INSERT INTO name_tokens (ref, area, compartment, kind, token)
  SELECT ref, area, compartment, kind, decode(token, 'hex')
  FROM input, jsonb_to_recordset(it -> 'names') AS r(ref text, area text, compartment text, kind text, token text)
  ON CONFLICT DO NOTHING`;

export const casesWritten = sql`
  INSERT INTO cases (ref, stream, area, submission, protocol_hash, from_agency, to_agency, urgency, urgency_reason,
    restricted, open_hop, entered_at, workers, agencies, next_due_at, acted_at, at_rest)
  SELECT ref, stream, area, submission, protocol_hash, from_agency, to_agency, urgency, urgency_reason, restricted,
    open_hop, entered_at, workers, agencies, next_due_at, acted_at, at_rest
  FROM input, jsonb_to_recordset(it -> 'cases') AS r(ref text, stream text, area text, submission text,
    protocol_hash text, from_agency text, to_agency text, urgency text, urgency_reason text, restricted boolean,
    open_hop int, entered_at timestamptz, workers text[], agencies text[], next_due_at timestamptz,
    acted_at timestamptz, at_rest boolean)
  ON CONFLICT (ref) DO UPDATE SET to_agency = excluded.to_agency, urgency = excluded.urgency,
    urgency_reason = excluded.urgency_reason, restricted = excluded.restricted, open_hop = excluded.open_hop,
    workers = excluded.workers, agencies = excluded.agencies, next_due_at = excluded.next_due_at,
    acted_at = excluded.acted_at, at_rest = excluded.at_rest`;

export const deadlinesWritten = sql`
  INSERT INTO deadlines (id, ref, area, clock, rule, owner, started_at, due_at, also_shown_at, met_at, late, revision)
  SELECT id, ref, area, clock, rule, owner, started_at, due_at, also_shown_at, met_at, late, revision
  FROM input, jsonb_to_recordset(it -> 'deadlines') AS r(id text, ref text, area text, clock text, rule text,
    owner text, started_at timestamptz, due_at timestamptz, also_shown_at timestamptz, met_at timestamptz,
    late boolean, revision int)
  ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, due_at = excluded.due_at,
    also_shown_at = excluded.also_shown_at, met_at = excluded.met_at, late = excluded.late,
    revision = excluded.revision`;

export const timersWritten = sql`
  INSERT INTO timers (id, ref, area, kind, lane, due_at)
  SELECT id, ref, area, kind, lane, due_at
  FROM input, jsonb_to_recordset(it -> 'timers') AS r(id text, ref text, area text, kind text, lane text,
    due_at timestamptz)`;

/** As an array, so that each is looked up by its key: a join would read every open timer, a hundred for each expected. */
export const timersRemoved = sql`
  DELETE FROM timers WHERE id = ANY(ARRAY(SELECT gone ->> 'id' FROM input, jsonb_array_elements(it -> 'timersGone') AS gone))`;

/** What goes out together waits a moment for the rest of it, by the machine's clock. */
export const outboxWritten = sql`
  INSERT INTO outbox (id, ref, area, medium, installation, destination, lane, notice, edits, grouped, key, state,
    attempts, not_before, fence)
  SELECT id, ref, area, medium, installation, destination, lane, notice, edits, grouped, key, 'pending', 0,
    CASE WHEN grouped THEN clock_timestamp() + interval '5 seconds' ELSE '-infinity' END, 0
  FROM input, jsonb_to_recordset(it -> 'outbox') AS r(id text, ref text, area text, medium text,
    installation text, destination text, lane text, notice jsonb, edits text, grouped boolean, key text)`;

export const requestWritten = sql`
  INSERT INTO inbox (request, accepted_at)
  SELECT request, (it ->> 'at')::timestamptz
  FROM input, jsonb_to_recordset(it -> 'request') AS r(request text)`;
