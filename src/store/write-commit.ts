import { sql } from "drizzle-orm";
import type { Writing } from "./commit-rows.ts";
import {
  casesWritten,
  deadlinesWritten,
  eventsWritten,
  keysWritten,
  namesWritten,
  outboxWritten,
  requestWritten,
  streamWritten,
  timersRemoved,
  timersWritten,
} from "./commit-sql.ts";
import type { Sql } from "./database.ts";

/**
 * Writes everything that one decision made, in one statement and so in one round trip: the events, their stream's head,
 * new keys, the projections, the outgoing messages and the request that asked for them. All of it or none of it.
 */
export const writeCommit = async (database: Sql, writing: Writing): Promise<void> => {
  const request = writing.request === undefined ? [] : [{ request: writing.request }];
  const input = JSON.stringify({ ...writing, stream: [writing.stream], request });
  await database.execute(sql`
    WITH input AS MATERIALIZED (SELECT ${input}::jsonb AS it),
      stream_written AS (${streamWritten}),
      events_written AS (${eventsWritten}),
      keys_written AS (${keysWritten}),
      names_written AS (${namesWritten}),
      cases_written AS (${casesWritten}),
      deadlines_written AS (${deadlinesWritten}),
      timers_written AS (${timersWritten}),
      timers_removed AS (${timersRemoved}),
      outbox_written AS (${outboxWritten}),
      request_written AS (${requestWritten})
    SELECT 1`);
};

type Projected = Pick<Writing, "cases" | "deadlines" | "timers">;

/** Writes the projections of a case alone, as `rebuild` folds them from its record. */
export const writeProjections = async (database: Sql, projected: Projected): Promise<void> => {
  await database.execute(sql`
    WITH input AS MATERIALIZED (SELECT ${JSON.stringify(projected)}::jsonb AS it),
      cases_written AS (${casesWritten}),
      deadlines_written AS (${deadlinesWritten}),
      timers_written AS (${timersWritten})
    SELECT 1`);
};
