import { z } from "zod";
import type { Area } from "../area/area-schema.ts";

export const requiredColumns = [
  "person",
  "name",
  "agency",
  "area",
  "roles",
  "installation",
  "team_id",
  "user_id",
] as const;
export const columns = [...requiredColumns, "teams", "telephone", "email", "from", "until"] as const;
export type Column = (typeof columns)[number];

/** Something wrong with a list of people: where, what, and what to do. */
export type Fault = {
  readonly line: number;
  readonly column: string;
  readonly says: string;
  readonly help: string;
};

/** A line of the list as it was typed. A column that the list does not have is undefined, and says nothing. */
export type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> };
export type Areas = ReadonlyMap<string, Area>;

/** What a cell says, or what is wrong with it. */
export type Read<T> = { readonly value: T | undefined; readonly faults: readonly Fault[] };

/** Reads a cell by a schema, whose own words say what it is not. */
export const cell = <T>(row: Row, column: Column, schema: z.ZodType<T>, help: string): Read<T> => {
  const read = schema.safeParse(row.cells[column]?.trim() ?? "");
  if (read.success) return { value: read.data, faults: [] };
  const typed = row.cells[column]?.trim() ?? "";
  const what = read.error.issues[0]?.message ?? "";
  const says = typed === "" ? "is empty" : `"${typed}" is not ${what}`;
  return { value: undefined, faults: [{ line: row.line, column, says, help }] };
};

/** A cell that may be empty. */
export const orBlank = (schema: z.ZodType<string>) =>
  z.union([z.literal(""), schema], {
    error: (issue) => schema.safeParse(issue.input).error?.issues[0]?.message,
  });

/** Words with spaces between. */
export const wordsIn = (text: string | undefined): readonly string[] =>
  (text ?? "").split(/\s+/).filter(Boolean);

export const one = (allowed: readonly string[]): string => `one of: ${allowed.join(", ")}`;
