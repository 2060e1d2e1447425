import { sql } from "drizzle-orm";
import { z } from "zod";
import type { CalendarStore } from "../calendar-ports.ts";
import { localDate } from "../domain/calendar/local-date.ts";
import type { ClosureEvent } from "../domain/calendar/decide-closure.ts";
import { parseInstant, type Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { appendToStream, lockKnownStream, lockStream } from "./append-to-stream.ts";
import type { Sql } from "./database.ts";
import { instantText, rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { readHeaders } from "./stored-event.ts";

const calendarStream = "calendar";
const ref = z.string().transform((text) => text as TandemRef);
const instant = z.string().transform(parseInstant);

const closureRow = z.object({
  date: z.string().transform(localDate),
  kind: z.enum(["closed", "working"]),
  because: z.string(),
});
const deadlineRow = z.object({
  id: z.string(),
  ref,
  area: z.string(),
  protocolHash: z.string(),
  clock: z.string(),
  owner: z.string(),
  startedAt: instant,
  dueAt: instant,
  alsoShownAt: z
    .string()
    .nullable()
    .transform((at) => (at === null ? undefined : parseInstant(at))),
});

const closuresInForce = (database: Sql) =>
  rows(database, sql`SELECT date, kind, because FROM closures ORDER BY date`, closureRow);

const changesIn = async (database: Sql): Promise<readonly ClosureEvent[]> =>
  (await readHeaders(database, calendarStream)) as unknown as readonly ClosureEvent[];

const project = async (transaction: Sql, { type, header }: ClosureEvent): Promise<void> => {
  const { date, because } = header;
  if (type === "ClosureRemoved") await transaction.execute(sql`DELETE FROM closures WHERE date = ${date}`);
  else
    await transaction.execute(sql`
      INSERT INTO closures (date, kind, because) VALUES (${date}, ${header.kind}, ${because})
      ON CONFLICT (date) DO UPDATE SET kind = excluded.kind, because = excluded.because`);
};

const change = (context: StoreContext, decide: Parameters<CalendarStore["change"]>[0]) =>
  context.sql.transaction(async (transaction) => {
    const stream = { stream: calendarStream, kind: "calendar", area: "every area" };
    const locked = await lockStream(transaction, stream);
    const decided = decide(await closuresInForce(transaction));
    if (!decided.ok || decided.event === undefined) return decided;
    const { event } = decided;
    await appendToStream(context, transaction, locked, { events: [event], at: event.header.enteredAt });
    await project(transaction, event);
    return decided;
  });

/** Makes the closures in force anew from the record. */
export const rebuildClosures = (context: StoreContext): Promise<void> =>
  context.sql.transaction(async (transaction) => {
    await lockKnownStream(transaction, calendarStream);
    await transaction.execute(sql`DELETE FROM closures`);
    for (const event of await changesIn(transaction)) await project(transaction, event);
  });

const openDeadlines = (context: StoreContext, after: string, limit: number) =>
  rows(
    context.sql,
    sql`SELECT deadlines.id, deadlines.ref, deadlines.area, cases.protocol_hash AS "protocolHash", clock, owner,
          ${instantText(sql`started_at`)} AS "startedAt", ${instantText(sql`due_at`)} AS "dueAt",
          ${instantText(sql`also_shown_at`)} AS "alsoShownAt"
        FROM deadlines JOIN cases ON cases.ref = deadlines.ref
        WHERE met_at IS NULL AND deadlines.id > ${after} ORDER BY deadlines.id LIMIT ${limit}`,
    deadlineRow,
  );

const movedSince = async (context: StoreContext, at: Instant) => {
  const counted = z.object({ cases: z.number(), deadlines: z.number() });
  const query = sql`SELECT count(DISTINCT stream)::int AS cases, count(*)::int AS deadlines FROM events
    WHERE type = 'DeadlineChanged' AND header::jsonb ->> 'enteredAt' >= ${at}
      AND header::jsonb ->> 'dueAt' <> header::jsonb ->> 'wasDueAt'`;
  const [found] = await rows(context.sql, query, counted);
  return found ?? { cases: 0, deadlines: 0 };
};

/** The working calendar's record: one stream for every area. */
export const createCalendarStore = (context: StoreContext): CalendarStore => ({
  inForce: () => safely(() => closuresInForce(context.sql)),
  changes: () => safely(() => changesIn(context.sql)),
  change: (decide) => safely(() => change(context, decide)),
  movedSince: (at) => safely(() => movedSince(context, at)),
  openDeadlines: (after, limit) => safely(() => openDeadlines(context, after, limit)),
  waitingForHours: () =>
    safely(async () => {
      const query = sql`SELECT DISTINCT ref FROM timers WHERE kind = 'changeover' ORDER BY ref`;
      return (await rows(context.sql, query, z.object({ ref }))).map((one) => one.ref);
    }),
});
