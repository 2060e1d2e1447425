import { DrizzleQueryError, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import type { Sql } from "./database.ts";

/** Runs a statement and parses every row that it returns. */
export const rows = async <T extends z.ZodType>(
  database: Sql,
  statement: SQL,
  row: T,
): Promise<z.output<T>[]> => {
  const result: unknown = await database.execute(statement);
  const found = (result as { readonly rows: readonly unknown[] }).rows;
  return found.map((one) => row.parse(one));
};

/** The SQLSTATE of a database fault, wherever the driver put it; undefined for any other fault. */
export const sqlState = (fault: unknown): string | undefined => {
  for (let one: unknown = fault; one instanceof Error; one = one.cause) {
    const code: unknown = Reflect.get(one, "code");
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
};

/** The name of the constraint that a database fault names, if any. */
export const constraintOf = (fault: unknown): string | undefined => {
  for (let one: unknown = fault; one instanceof Error; one = one.cause) {
    const constraint: unknown = Reflect.get(one, "constraint");
    if (typeof constraint === "string") return constraint;
  }
  return undefined;
};

/** Whether a fault is Drizzle's own, whose message repeats the query and its parameters. */
export const isQueryFault = (fault: unknown): boolean => fault instanceof DrizzleQueryError;

/** An instant as text that reads the same whatever the session's time zone and date style are. */
export const instantText = (column: SQL): SQL =>
  sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
