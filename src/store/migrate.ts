import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Sql } from "./database.ts";
import { sqlState } from "./rows.ts";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");
const lockNumber = 7_268_336;

const missingTable = "42P01";

/** What this build's schema is made of, in order. */
export const migrationHashes = (): readonly string[] =>
  readMigrationFiles({ migrationsFolder: folder }).map(({ hash }) => hash);

/**
 * Whether a database is as this build needs it. A bot that may only add to the record cannot bring it forward itself.
 * Throws what the database throws when it cannot be asked.
 */
export const isMigrated = async (database: Sql): Promise<boolean> => {
  const wanted = readMigrationFiles({ migrationsFolder: folder });
  try {
    const done = await database.execute(sql`SELECT hash FROM migrations`);
    const known = new Set((done as { rows: { hash: string }[] }).rows.map(({ hash }) => hash));
    return wanted.every(({ hash }) => known.has(hash));
  } catch (fault) {
    if (sqlState(fault) === missingTable) return false;
    throw fault;
  }
};

/**
 * Brings a database forward to this build's schema, under an advisory lock, so that two that start together migrate
 * once. Forward only. Each migration and the note that it ran commit together.
 */
export const migrate = async (database: Sql): Promise<number> =>
  database.transaction(async (transaction) => {
    await transaction.execute(sql`SET LOCAL lock_timeout = 0`);
    await transaction.execute(sql`SET LOCAL statement_timeout = 0`);
    await transaction.execute(sql`SELECT pg_advisory_xact_lock(${lockNumber})`);
    await transaction.execute(
      sql`CREATE TABLE IF NOT EXISTS migrations (hash text PRIMARY KEY, folder_millis bigint NOT NULL)`,
    );
    const done = await transaction.execute(sql`SELECT hash FROM migrations`);
    const known = new Set((done as { rows: { hash: string }[] }).rows.map(({ hash }) => hash));
    const waiting = readMigrationFiles({ migrationsFolder: folder }).filter(({ hash }) => !known.has(hash));
    for (const migration of waiting) {
      for (const statement of migration.sql) await transaction.execute(sql.raw(statement));
      await transaction.execute(
        sql`INSERT INTO migrations VALUES (${migration.hash}, ${migration.folderMillis})`,
      );
    }
    return waiting.length;
  });
