import { sql } from "drizzle-orm";
import { z } from "zod";
import { RecordIsNewer } from "../errors.ts";
import { readHeader } from "../domain/read-event.ts";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";

export const bytesColumn = z.instanceof(Uint8Array);

export const storedRow = z.object({
  stream: z.string(),
  sequence: z.number(),
  area: z.string(),
  type: z.string(),
  version: z.number(),
  header: z.string(),
  compartment: z.string().nullable(),
  keyId: z.string().nullable(),
  body: bytesColumn.nullable(),
  hash: bytesColumn,
});
export type StoredEvent = z.infer<typeof storedRow>;

/** Every event of a stream as it is stored, oldest first. */
export const storedEvents = (database: Sql, stream: string): Promise<StoredEvent[]> =>
  rows(
    database,
    sql`SELECT stream, sequence, area, type, version, header, compartment, key_id AS "keyId", body, hash
        FROM events WHERE stream = ${stream} ORDER BY sequence`,
    storedRow,
  );

const headerRow = z.object({ type: z.string(), version: z.number(), header: z.string() });

/** A stored header brought up to today's version. Throws RecordIsNewer for what this build cannot know. */
export const headerToday = ({ type, version, header }: z.infer<typeof headerRow>): unknown => {
  const read = readHeader(type, version, JSON.parse(header));
  if (!read.ok) throw new RecordIsNewer(read.because);
  return read.header;
};

/** The headers of a stream, oldest first, brought up to today's versions. Throws RecordIsNewer for what it cannot know. */
export const readHeaders = async (
  database: Sql,
  stream: string,
): Promise<readonly { readonly type: string; readonly header: unknown }[]> => {
  const found = await rows(
    database,
    sql`SELECT type, version, header FROM events WHERE stream = ${stream} ORDER BY sequence`,
    headerRow,
  );
  return found.map((stored) => ({ type: stored.type, header: headerToday(stored) }));
};
