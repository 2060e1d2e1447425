import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";

const atOnce = 500;

/** The names of all streams, also of those whose row or events somebody has removed, a page at a time. */
export const streamNames = async function* (database: Sql, startsWith: string): AsyncGenerator<string> {
  let after = "";
  for (;;) {
    const page = await rows(
      database,
      sql`SELECT stream FROM (
            (SELECT stream FROM streams WHERE stream > ${after} AND starts_with(stream, ${startsWith})
              ORDER BY stream LIMIT ${atOnce})
            UNION
            (SELECT DISTINCT stream FROM events WHERE stream > ${after} AND starts_with(stream, ${startsWith})
              ORDER BY stream LIMIT ${atOnce})) AS named
          ORDER BY stream LIMIT ${atOnce}`,
      z.object({ stream: z.string() }),
    );
    for (const { stream } of page) yield stream;
    const last = page.at(-1);
    if (last === undefined || page.length < atOnce) return;
    after = last.stream;
  }
};
