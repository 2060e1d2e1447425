import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import { lockDirectory } from "./embedded-lock.ts";
import { migrate } from "./migrate.ts";

/** A handle that runs SQL: the database itself, or one transaction. Inside a transaction use only its handle. */
export type Sql = PgDatabase<PgQueryResultHKT>;

export type Database = {
  readonly sql: Sql;
  readonly close: () => Promise<void>;
  /** False for PGlite, which keeps one process's demonstration and does not fsync. */
  readonly durable: boolean;
};

const timeBox = 1_500;
const settings = {
  statement_timeout: timeBox,
  lock_timeout: timeBox,
  idle_in_transaction_session_timeout: 10_000,
};

const openServer = async (url: string, connections: number): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: timeBox,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
  });
  // A connection that breaks while idle is replaced by the pool; whoever needs one next sees the fault itself.
  pool.on("error", () => undefined);
  // One that breaks in use says so twice: to the query that waits, and as an event that unheard ends the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { sql: drizzlePg({ client: pool }), close: () => pool.end(), durable: true };
};

const openEmbedded = async (directory: string): Promise<Database> => {
  const unlock = directory === "" ? () => undefined : lockDirectory(directory);
  try {
    const client = await PGlite.create(directory === "" ? {} : { dataDir: directory });
    const sql = drizzlePglite({ client });
    await migrate(sql);
    const close = async () => {
      await client.close();
      unlock();
    };
    return { sql, close, durable: false };
  } catch (fault) {
    unlock();
    throw fault;
  }
};

/**
 * Opens a database by its address: a PostgreSQL URL, or `pglite:DIRECTORY` for the demonstration, which migrates
 * itself (`pglite:` alone keeps it in memory). Throws a UserError when another process has an embedded directory open.
 */
export const openDatabase = (address: string, connections = 16): Promise<Database> =>
  address.startsWith("pglite:")
    ? openEmbedded(address.slice("pglite:".length))
    : openServer(address, connections);
