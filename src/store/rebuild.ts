import { sql } from "drizzle-orm";
import type { CaseEvent } from "../domain/case/case-event.ts";
import { foldCase } from "../domain/case/fold.ts";
import { deskNamed } from "../domain/desk/desk.ts";
import { areaOfStream } from "../domain/review/review-state.ts";
import type { Person } from "../ports.ts";
import { lockKnownStream } from "./append-to-stream.ts";
import { rebuildClosures } from "./calendar-store.ts";
import type { Sql } from "./database.ts";
import { readDesk } from "./desk-store.ts";
import { timerRowsOf } from "./project-timers.ts";
import { readReviews } from "./review-store.ts";
import { foldPerson } from "./fold-person.ts";
import { caseRow, deadlineRows, timerRows } from "./project.ts";
import { projectPerson } from "./project-person.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { readHeaders } from "./stored-event.ts";
import { streamNames } from "./stream-names.ts";
import { writeProjections } from "./write-commit.ts";

const rebuildCase = (context: StoreContext, stream: string): Promise<boolean> =>
  context.sql.transaction(async (transaction) => {
    await lockKnownStream(transaction, stream);
    const events = (await readHeaders(transaction, stream)) as readonly CaseEvent[];
    const state = foldCase(events);
    if (state === undefined) return false;
    await transaction.execute(sql`DELETE FROM deadlines WHERE ref = ${state.ref}`);
    await transaction.execute(sql`DELETE FROM timers WHERE ref = ${state.ref}`);
    await transaction.execute(sql`DELETE FROM cases WHERE stream = ${stream}`);
    await writeProjections(transaction, {
      cases: [caseRow(state)],
      deadlines: deadlineRows(state, events),
      timers: timerRows(state),
    });
    return true;
  });

/** What a desk or an area waits for. */
const rebuildTimers = (context: StoreContext, stream: string): Promise<void> =>
  context.sql.transaction(async (transaction) => {
    const desk = deskNamed(stream);
    const area = desk?.area ?? areaOfStream(stream);
    await lockKnownStream(transaction, stream);
    if (area === undefined) return;
    const state =
      desk === undefined ? await readReviews(transaction, area) : await readDesk(transaction, desk);
    const timers = timerRowsOf({ stream, area }, state);
    await transaction.execute(sql`DELETE FROM timers WHERE ref = ${stream}`);
    await writeProjections(transaction, { cases: [], deadlines: [], timers });
  });

/** What stands in a projection without a record behind it was never decided, so it goes. */
const removeUnfounded = async (database: Sql): Promise<void> => {
  await database.execute(sql`
    DELETE FROM cases WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.stream = cases.stream)`);
  await database.execute(sql`
    DELETE FROM deadlines WHERE NOT EXISTS (SELECT 1 FROM cases WHERE cases.ref = deadlines.ref)`);
  await database.execute(sql`
    DELETE FROM timers WHERE NOT starts_with(ref, 'desk/') AND NOT starts_with(ref, 'area/')
      AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.ref = timers.ref)`);
  await database.execute(sql`
    DELETE FROM timers WHERE (starts_with(ref, 'desk/') OR starts_with(ref, 'area/'))
      AND NOT EXISTS (SELECT 1 FROM events WHERE events.stream = timers.ref)`);
};

const rebuildPeople = (context: StoreContext): Promise<number> =>
  context.sql.transaction(async (transaction) => {
    const people: { readonly person: Person; readonly registeredAt: string }[] = [];
    for await (const stream of streamNames(transaction, "person/")) {
      await lockKnownStream(transaction, stream);
      const folded = foldPerson(await readHeaders(transaction, stream));
      if (folded !== undefined) people.push(folded);
    }
    await transaction.execute(sql`DELETE FROM identities`);
    await transaction.execute(sql`DELETE FROM people`);
    // An identity that has passed from one person to another is the later one's.
    const inOrder = people.toSorted((a, b) => (a.registeredAt < b.registeredAt ? -1 : 1));
    for (const { person } of inOrder) await projectPerson(transaction, person);
    return people.length;
  });

/**
 * Makes the projections anew from headers alone: cases, deadlines and timers, one transaction a stream, and people. It reads
 * recorded results and decides nothing, needs no key, and running it twice changes nothing.
 */
export const rebuild = async (
  context: StoreContext,
): Promise<{ readonly cases: number; readonly people: number }> => {
  let cases = 0;
  for await (const stream of streamNames(context.sql, "case/"))
    if (await safely(() => rebuildCase(context, stream))) cases += 1;
  for (const kind of ["desk/", "area/"])
    for await (const stream of streamNames(context.sql, kind))
      await safely(() => rebuildTimers(context, stream));
  await safely(() => removeUnfounded(context.sql));
  await safely(() => rebuildClosures(context));
  return { cases, people: await safely(() => rebuildPeople(context)) };
};
