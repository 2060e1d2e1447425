import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { drizzle as drizzlePglite, type PgliteDatabase } from "drizzle-orm/pglite";
import { sql, type SQL } from "drizzle-orm";
import pg from "pg";
import { lockDirectory } from "./embedded-lock.ts";
import { migrate } from "./migrate.ts";
import { openMigratedInMemory } from "./migrated-copy.ts";
import { keepStatements } from "./named-statements.ts";

/** A handle that runs SQL: the database itself, or one transaction. Inside a transaction use only its handle. */
export type Sql = {
  readonly execute: (statement: SQL) => Promise<unknown>;
  readonly transaction: <T>(work: (transaction: Sql) => Promise<T>) => Promise<T>;
};

export type Database = {
  readonly sql: Sql;
  readonly close: () => Promise<void>;
  /** False for PGlite, which keeps one process's demonstration and does not fsync. */
  readonly durable: boolean;
};

const timeBox = 1_500;
/** A server that was asked and says nothing holds up a connection no longer than this. It ends a statement long before. */
const silentAtMost = 5_000;
const settings = {
  statement_timeout: timeBox,
  lock_timeout: timeBox,
  idle_in_transaction_session_timeout: 10_000,
};

const [begin, commit, rollback] = [sql`BEGIN`, sql`COMMIT`, sql`ROLLBACK`];

const alreadyInOne: Sql["transaction"] = () => Promise.reject(new Error("a transaction is open already"));

const sqlOn = (client: pg.Pool | pg.PoolClient, transaction: Sql["transaction"]): Sql => {
  const drizzled = drizzlePg({ client });
  return { execute: async (statement) => drizzled.execute(statement), transaction };
};

/** Ends a transaction that failed. Answers whether its connection can be used again. */
const isRolledBack = (handle: Sql): Promise<boolean> =>
  handle.execute(rollback).then(
    () => true,
    () => false,
  );

/**
 * A transaction on a connection of its own. BEGIN is not waited for: what follows goes out behind it. Drizzle's own
 * transaction never gives a connection back that broke as it began, and so a server that restarts at a bad moment would
 * leave a pool of none.
 */
const transactionOn =
  (pool: pg.Pool): Sql["transaction"] =>
  async (work) => {
    const client = await pool.connect();
    const handle = sqlOn(client, alreadyInOne);
    let isSound = true;
    try {
      const begun = handle.execute(begin);
      const [answer] = await Promise.all([work(handle), begun]);
      await handle.execute(commit);
      return answer;
    } catch (fault) {
      isSound = await isRolledBack(handle);
      throw fault;
    } finally {
      client.release(!isSound);
    }
  };

const openServer = (url: string, connections: number, isPatient: boolean): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: timeBox,
    ...(isPatient ? {} : { query_timeout: silentAtMost }),
    // A statement goes out as soon as it is asked, in order, and not when the one before it has been answered.
    pipeline: true,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
  });
  // A connection that breaks while idle is replaced by the pool; whoever needs one next sees the fault itself.
  pool.on("error", () => undefined);
  // One that breaks in use says so twice: to the query that waits, and as an event that unheard ends the process.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    keepStatements(client);
  });
  return { sql: sqlOn(pool, transactionOn(pool)), close: () => pool.end(), durable: true };
};

type Embedded = Pick<PgliteDatabase, "execute" | "transaction">;

const embeddedSql = (handle: Embedded): Sql => ({
  execute: async (statement) => handle.execute(statement),
  transaction: (work) => handle.transaction((inner) => work(embeddedSql(inner))),
});

const migrateEmbedded = (client: PGlite): Promise<number> => migrate(embeddedSql(drizzlePglite({ client })));

const openEmbedded = async (directory: string): Promise<Database> => {
  const unlock = directory === "" ? () => undefined : lockDirectory(directory);
  try {
    const client =
      directory === "" ? await openMigratedInMemory(migrateEmbedded) : await PGlite.create(directory);
    const drizzled = embeddedSql(drizzlePglite({ client }));
    if (directory !== "") await migrate(drizzled);
    const close = async () => {
      await client.close();
      unlock();
    };
    return { sql: drizzled, close, durable: false };
  } catch (fault) {
    unlock();
    throw fault;
  }
};

/**
 * Opens a database by its address: a PostgreSQL URL, or `pglite:DIRECTORY` for the demonstration, which migrates
 * itself (`pglite:` alone keeps it in memory). A patient one, for the command line, waits for what takes its time. Throws a UserError when another process has an embedded directory open.
 */
export const openDatabase = (address: string, connections = 16, isPatient = false): Promise<Database> =>
  address.startsWith("pglite:")
    ? openEmbedded(address.slice("pglite:".length))
    : Promise.resolve(openServer(address, connections, isPatient));
