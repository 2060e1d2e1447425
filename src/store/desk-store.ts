import { sql } from "drizzle-orm";
import { z } from "zod";
import type { DeskCommit, DeskStore, HandingOverAsked } from "../desk-ports.ts";
import type { CaseEvent } from "../domain/case/case-event.ts";
import type { DeskEvent } from "../domain/desk/desk-event-schemas.ts";
import { foldDesk, type DeskState } from "../domain/desk/desk-state.ts";
import { deskName, type Desk } from "../domain/desk/desk.ts";
import { appendToStream, lockStream, type LockedStream } from "./append-to-stream.ts";
import type { Sql } from "./database.ts";
import { noticesToRows } from "./notices-to-rows.ts";
import { caseStream } from "./project.ts";
import { timerRowsOf, timersGoneFrom } from "./project-timers.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { readHeaders } from "./stored-event.ts";

export const readDesk = async (database: Sql, desk: Desk): Promise<DeskState> =>
  foldDesk((await readHeaders(database, deskName(desk))) as readonly DeskEvent[]);

type Extending = { readonly desk: Desk; readonly locked: LockedStream; readonly before: DeskState };

const extend = async (
  context: StoreContext,
  transaction: Sql,
  { desk, locked, before }: Extending,
  { events, notices }: DeskCommit,
): Promise<void> => {
  const [first] = events;
  if (first === undefined) return;
  const after = foldDesk([...events], before);
  await appendToStream(context, transaction, locked, {
    events,
    at: first.header.enteredAt,
    timers: timerRowsOf(locked, after, before),
    timersGone: timersGoneFrom(after, before),
    outbox: noticesToRows(notices, desk.area, null, context.ids),
  });
};

const change = <T>(context: StoreContext, desk: Desk, decide: Parameters<DeskStore["change"]>[1]) =>
  context.sql.transaction(async (transaction) => {
    const stream = { stream: deskName(desk), kind: "desk", area: desk.area };
    const locked = await lockStream(transaction, stream);
    const before = await readDesk(transaction, desk);
    const { answer, commit } = decide(before);
    if (commit !== undefined) await extend(context, transaction, { desk, locked, before }, commit);
    return answer as T;
  });

const farFuture = "9999-12-31T00:00:00.000Z";
const isOpen = sql`(open_hop IS NOT NULL OR next_due_at < ${farFuture})`;
const refRow = z.object({ ref: z.string() });
const countRow = z.object({ count: z.number() });

const handedOver = async (context: StoreContext, { area, agency, since, limit }: HandingOverAsked) => {
  const theirs = sql`area = ${area} AND NOT restricted AND ${agency} = ANY(agencies)`;
  const found = await rows(
    context.sql,
    sql`SELECT ref FROM cases WHERE ${theirs} AND (${isOpen} OR acted_at >= ${since})
        ORDER BY open_hop IS NULL, acted_at < ${since}, next_due_at, ref LIMIT ${limit}`,
    refRow,
  );
  const [counted] = await rows(
    context.sql,
    sql`SELECT count(*)::int AS count FROM cases WHERE ${theirs} AND ${isOpen}`,
    countRow,
  );
  const cases: (readonly CaseEvent[])[] = [];
  for (const { ref } of found)
    cases.push((await readHeaders(context.sql, caseStream(ref))) as readonly CaseEvent[]);
  return { cases, openInAll: counted?.count ?? 0 };
};

/** The desks of every area, and what their teams take over. */
export const createDeskStore = (context: StoreContext): DeskStore => ({
  read: (desk) => safely(() => readDesk(context.sql, desk)),
  change: (desk, decide) => safely(() => change(context, desk, decide)),
  handedOver: (asked) => safely(() => handedOver(context, asked)),
});
