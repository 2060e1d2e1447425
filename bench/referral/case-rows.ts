import { Client } from "pg";

/** The rows that one referral left in each table, in the order in which they can be written again. */
export type CaseRows = readonly {
  readonly table: string;
  readonly columns: readonly string[];
  /** Columns whose values must be new in each case. */
  readonly fresh: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}[];

const tables = [
  { table: "streams", fresh: ["stream"], where: "stream = $1" },
  { table: "events", fresh: ["stream"], where: "stream = $1" },
  { table: "case_keys", fresh: ["id", "stream"], where: "stream = $1" },
  { table: "cases", fresh: ["ref", "stream", "submission"], where: "stream = $1" },
  { table: "deadlines", fresh: ["id", "ref"], where: "'case/' || ref = $1" },
  { table: "timers", fresh: ["id", "ref"], where: "'case/' || ref = $1" },
  { table: "outbox", fresh: ["id", "ref", "key"], where: "'case/' || ref = $1" },
] as const;

type Found = { readonly rows: readonly Readonly<Record<string, unknown>>[] };

const withoutPosition = ({ rows }: Found): readonly Readonly<Record<string, unknown>>[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== "position")));

const asWritten = (value: unknown): unknown =>
  typeof value === "object" &&
  value !== null &&
  !(value instanceof Uint8Array) &&
  !(value instanceof Date) &&
  !Array.isArray(value)
    ? JSON.stringify(value)
    : value;

const rowsOf = (table: string, fresh: readonly string[], found: Found): CaseRows[number] => {
  const rows = withoutPosition(found);
  const columns = Object.keys(rows[0] ?? {});
  return { table, columns, fresh, rows: rows.map((row) => columns.map((column) => asWritten(row[column]))) };
};

/** Everything that the only case of a database left there, the name of its Slack request included. */
export const readCaseRows = async (database: string): Promise<CaseRows> => {
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    const cases: Found = await client.query("SELECT stream FROM cases");
    const stream = cases.rows[0]?.["stream"];
    if (cases.rows.length !== 1) throw new Error(`${cases.rows.length} cases, not one`);
    const read: CaseRows[number][] = [];
    for (const { table, fresh, where } of tables)
      read.push(rowsOf(table, fresh, await client.query(`SELECT * FROM ${table} WHERE ${where}`, [stream])));
    read.push(rowsOf("inbox", ["request"], await client.query("SELECT * FROM inbox")));
    return read;
  } finally {
    await client.end();
  }
};
