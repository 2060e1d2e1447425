import type { Pool } from "pg";
import type { CaseRows } from "./case-rows.ts";

type Insert = {
  readonly text: string;
  readonly values: (suffix: string) => readonly unknown[];
};

/** The same number of characters as before, and new: its end is the number of the case. */
const renewed = (value: unknown, suffix: string): unknown =>
  typeof value === "string" ? value.slice(0, Math.max(0, value.length - suffix.length)) + suffix : value;

/** Two rows of one table differ in their keys already; the row's own number keeps them apart where they are cut. */
const insertOf = ({ table, columns, fresh, rows }: CaseRows[number]): Insert => {
  const isFresh = columns.map((column) => fresh.includes(column));
  const isShared = columns.map((column) => ["stream", "ref"].includes(column));
  const places = rows.map((_row, row) => columns.map((_column, at) => `$${row * columns.length + at + 1}`));
  return {
    text: `INSERT INTO ${table} (${columns.join(", ")}) VALUES ${places.map((one) => `(${one.join(", ")})`).join(", ")}`,
    values: (suffix) =>
      rows.flatMap((row, index) =>
        row.map((value, at) => {
          if (isFresh[at] !== true) return value;
          return renewed(value, isShared[at] === true ? suffix : `${index}${suffix}`);
        }),
      ),
  };
};

/** Writes a case's rows as one would by hand: BEGIN, one INSERT a table, COMMIT. */
export const plainWriter = (pool: Pool, rows: CaseRows): (() => Promise<void>) => {
  const inserts = rows.map(insertOf);
  let count = 0;
  return async () => {
    count += 1;
    const suffix = String(count).padStart(7, "0");
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      for (const { text, values } of inserts) await client.query(text, [...values(suffix)]);
      await client.query("COMMIT");
    } catch (fault) {
      await client.query("ROLLBACK");
      throw fault;
    } finally {
      client.release();
    }
  };
};
