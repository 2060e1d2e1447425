import { PgDialect } from "drizzle-orm/pg-core";
import { fireTimer } from "../../src/casework/fire-timer.ts";
import { createCaseStore } from "../../src/store/case-store.ts";
import type { Sql } from "../../src/store/database.ts";
import { createTimerStore } from "../../src/store/timer-store.ts";
import { servicesFor, type Serving } from "./services.ts";

export type Statement = { readonly text: string; readonly values: readonly unknown[] };
/** What one reminder asks of PostgreSQL, word for word, and whose it was. */
export type Recorded = {
  readonly ref: string;
  readonly timer: string;
  readonly statements: readonly Statement[];
};

const dialect = new PgDialect();
const refPattern = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/;

const recording = (to: Statement[], inner: Sql): Sql => ({
  execute: (statement) => {
    const { sql, params } = dialect.sqlToQuery(statement);
    to.push({ text: sql, values: params });
    return inner.execute(statement);
  },
  transaction: async (work) => {
    to.push({ text: "BEGIN", values: [] });
    const answer = await inner.transaction((transaction) => work(recording(to, transaction)));
    to.push({ text: "COMMIT", values: [] });
    return answer;
  },
});

/** Lets one reminder fire as the bot would, and writes down what it asked of the database. */
export const recordOne = async (serving: Serving): Promise<Recorded> => {
  const services = await servicesFor(serving);
  try {
    // Desks have timers too: a reminder is one of a case.
    const open = await services.context.timers.open("", 1_000);
    const timer = open.find(({ ref }) => refPattern.test(ref));
    if (timer === undefined) throw new Error("there is no reminder");
    const statements: Statement[] = [];
    const store = { ...services.store, sql: recording(statements, services.store.sql) };
    const context = { ...services.context, cases: createCaseStore(store), timers: createTimerStore(store) };
    await fireTimer(context, { ref: timer.ref, timer: timer.id });
    return { ref: timer.ref, timer: timer.id, statements };
  } finally {
    await services.close();
  }
};
