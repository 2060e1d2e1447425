import { readFileSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { columns, requiredColumns, type Fault, type Row } from "../domain/people/cell.ts";
import { UserError } from "../errors.ts";

const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

export type CsvRead =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const quoting =
  "Save it as a comma-separated file (CSV UTF-8), and let the program that saves it write the quotes.";

const columnFaults = (header: readonly string[], line: number): readonly Fault[] => {
  const known: readonly string[] = columns;
  const unknown = header
    .filter((one) => !known.includes(one))
    .map((one) => ({
      column: one,
      says: `there is no column "${one}"`,
      help: `The columns are: ${columns.join(", ")}.`,
    }));
  const missing = requiredColumns
    .filter((one) => !header.includes(one))
    .map((one) => ({
      column: one,
      says: "this column is missing",
      help: `Add it to the first line. It must be there: ${requiredColumns.join(", ")}.`,
    }));
  const twice = header
    .filter((one, index) => header.indexOf(one) < index)
    .map((one) => ({
      column: one,
      says: "this column is there twice",
      help: "Take one away.",
    }));
  return [...unknown, ...missing, ...twice].map((fault) => ({ line, ...fault }));
};

const cellFault = (record: readonly string[], header: readonly string[], line: number): readonly Fault[] => {
  if (record.length === header.length) return [];
  const says = `this line has ${record.length} cells, and the first line ${header.length}`;
  return [{ line, column: "line", says, help: "Put a cell with a comma in it in quotes." }];
};

const parseText = (text: string) => {
  const options = {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  } as const;
  try {
    return { ok: true, lines: parsed.parse(parse(text, options)) } as const;
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    const line = typeof fault["lines"] === "number" ? fault["lines"] : 1;
    return {
      ok: false,
      faults: [{ line, column: "line", says: "this line cannot be read", help: quoting }],
    } as const;
  }
};

/** Reads a comma-separated text whose first line names its columns, with everything that is wrong with its form. */
export const readCsv = (text: string): CsvRead => {
  const read = parseText(text);
  if (!read.ok) return read;
  const [first, ...others] = read.lines;
  const header = first?.record ?? [];
  const faults = [
    ...columnFaults(header, first?.info.lines ?? 1),
    ...others.flatMap(({ record, info }) => cellFault(record, header, info.lines)),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const rows = others.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(header.map((column, index) => [column, record[index] ?? ""])),
  }));
  return { ok: true, rows };
};

/** The text of a file. Throws UserError when there is none. */
export const csvText = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UserError(`There is no list of people to read at ${file}`, { cause });
  }
};
