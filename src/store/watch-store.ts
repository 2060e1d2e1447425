import { sql } from "drizzle-orm";
import { z } from "zod";
import { parseInstant } from "../domain/instant.ts";
import type { WatchStore } from "../watch-ports.ts";
import { announce } from "./announce.ts";
import { laneColumn } from "./outbox-row.ts";
import { instantText, rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

const instantColumn = z.string().transform(parseInstant);

const openRow = z
  .object({
    id: z.string(),
    lane: laneColumn,
    attempts: z.number(),
    beingSent: z.boolean(),
    at: instantColumn.nullable(),
  })
  .transform(({ at, ...row }) => ({ ...row, ...(at === null ? {} : { at }) }));

const lateRow = z.object({ kind: z.enum(["timer", "message"]), id: z.string(), since: instantColumn });
const countRow = z.object({ by: z.array(z.string()), count: z.number() });

/** When a row was made, as its id says: ids sort by machine time. */
const madeAt = sql`CASE WHEN id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7'
  THEN to_timestamp(('x' || substr(replace(id, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
  ELSE '1970-01-01Z'::timestamptz END`;

/** One that was tried and put off, by a token that is refused or a limit, has been due since it was made. */
const messagesSince = sql`SELECT 'message' AS kind, id,
  CASE WHEN state = 'sending' AND attempts < 2 THEN leased_until
    WHEN attempts > 0 THEN ${madeAt} ELSE GREATEST(not_before, ${madeAt}) END AS since
  FROM outbox WHERE state IN ('pending', 'unknown', 'sending')`;

const late = (context: StoreContext, { duty, machine, limit }: Parameters<WatchStore["late"]>[0]) =>
  safely(() =>
    rows(
      context.sql,
      sql`SELECT kind, id, ${instantText(sql`since`)} AS since FROM (
            (SELECT 'timer' AS kind, id, due_at AS since FROM timers WHERE due_at < ${duty} ORDER BY due_at LIMIT ${limit})
            UNION ALL (SELECT kind, id, since FROM (${messagesSince}) m WHERE since < ${machine} ORDER BY since LIMIT ${limit})
          ) l ORDER BY since, id LIMIT ${limit}`,
      lateRow,
    ),
  );

const databaseNow = async (context: StoreContext) => {
  const [row] = await rows(
    context.sql,
    sql`SELECT ${instantText(sql`clock_timestamp()`)} AS now`,
    z.object({ now: instantColumn }),
  );
  if (row === undefined) throw new Error("the database did not say what time it is");
  return row.now;
};

const openMessages = (context: StoreContext, after: string, limit: number) =>
  rows(
    context.sql,
    sql`SELECT id, lane, attempts, state = 'sending' AS "beingSent",
          CASE WHEN not_before > '1970-01-01Z' THEN ${instantText(sql`not_before`)} END AS at
        FROM outbox WHERE state IN ('pending', 'unknown', 'sending') AND id > ${after} ORDER BY id LIMIT ${limit}`,
    openRow,
  );

/** Looks at the work and not at the cases. */
export const createWatchStore = (context: StoreContext): WatchStore => ({
  openMessages: (after, limit) => safely(() => openMessages(context, after, limit)),
  late: (before) => late(context, before),
  write: (at) =>
    safely(async () => {
      await context.sql.execute(
        sql`INSERT INTO pacing (installation, destination, next_at) VALUES ('tandem', 'readiness', ${at})
            ON CONFLICT (installation, destination) DO UPDATE SET next_at = excluded.next_at`,
      );
    }),
  databaseNow: () => safely(() => databaseNow(context)),
  referralsByAreaAndUrgency: () =>
    safely(() =>
      rows(
        context.sql,
        sql`SELECT ARRAY[area, urgency] AS by, count(*)::int AS count FROM cases GROUP BY area, urgency`,
        countRow,
      ),
    ),
  messagesByState: () =>
    safely(() =>
      rows(
        context.sql,
        sql`SELECT ARRAY[state] AS by, count(*)::int AS count FROM outbox GROUP BY state`,
        countRow,
      ),
    ),
  announce: (area, notice) => safely(async () => announce(context, area, notice)),
});
