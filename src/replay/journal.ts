import { sql } from "drizzle-orm";
import { z } from "zod";
import type { CaseEvent } from "../domain/case/case-event.ts";
import type { DeskEvent } from "../domain/desk/desk-event-schemas.ts";
import type { otherEventSchemas } from "../domain/other-event-schemas.ts";
import type { Sql } from "../store/database.ts";
import { rows } from "../store/rows.ts";
import { headerToday } from "../store/stored-event.ts";

type ActionRefused = {
  readonly type: "ActionRefused";
  readonly header: z.infer<(typeof otherEventSchemas)["ActionRefused"][1]["header"]>;
};

/** An event of the record, and of which case it is; a desk's has none. */
export type Written = { readonly ref?: string; readonly event: CaseEvent | DeskEvent | ActionRefused };
export type WrittenAs<T extends Written["event"]["type"]> = Extract<Written["event"], { type: T }>;

const row = z.object({
  stream: z.string(),
  sequence: z.number(),
  type: z.string(),
  version: z.number(),
  header: z.string(),
});

const written = ({ stream, ...stored }: z.infer<typeof row>): Written => {
  const event = { type: stored.type, header: headerToday(stored) } as Written["event"];
  const ref = /^(?:case|access)\/(.+)$/.exec(stream)?.[1];
  return ref === undefined ? { event } : { ref, event };
};

/** Reads what has been added to the record of cases, desks and refusals since it was last asked. */
export const createJournal = (database: Sql) => {
  const heads: Record<string, number> = {};
  return async (): Promise<readonly Written[]> => {
    const found = await rows(
      database,
      sql`SELECT e.stream, e.sequence, e.type, e.version, e.header
          FROM (SELECT stream, coalesce((${JSON.stringify(heads)}::jsonb ->> stream)::int, 0) AS known, head
            FROM streams WHERE kind IN ('case', 'desk', 'access')) AS s
          JOIN events e ON e.stream = s.stream AND e.sequence > s.known
          WHERE s.head > s.known ORDER BY e.stream, e.sequence`,
      row,
    );
    for (const { stream, sequence } of found) heads[stream] = sequence;
    return found.map(written);
  };
};
