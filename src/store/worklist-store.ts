import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { parseInstant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { WorklistAsked, WorklistStore } from "../ports.ts";
import { instantText, rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

const keysetRow = z.object({
  ref: z.string().transform((ref) => ref as TandemRef),
  dueAt: z.string().transform(parseInstant),
});

const oneOf = (texts: readonly string[]): SQL =>
  sql`ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;

const whose = (asked: WorklistAsked["whose"]): SQL =>
  "worker" in asked
    ? sql`workers @> ARRAY[${asked.worker}::text]`
    : sql`agencies @> ARRAY[${asked.agency}::text]`;

/** Cases by what falls due first, a page at a time; a page goes on after a case, so that new ones never shift it. */
export const createWorklistStore = (context: StoreContext): WorklistStore => ({
  page: (asked) => {
    const { areas, after, limit } = asked;
    const onwards =
      after === undefined ? sql`true` : sql`(next_due_at, ref) > (${after.dueAt}::timestamptz, ${after.ref})`;
    return safely(() =>
      rows(
        context.sql,
        sql`SELECT ref, ${instantText(sql`next_due_at`)} AS "dueAt" FROM cases
            WHERE area = ANY(${oneOf(areas)}) AND ${whose(asked.whose)} AND ${onwards} AND at_rest IS NOT TRUE
            ORDER BY next_due_at, ref LIMIT ${limit}`,
        keysetRow,
      ),
    );
  },
});
