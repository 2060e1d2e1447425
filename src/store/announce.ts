import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Notice } from "../domain/notices/notice.ts";
import { outboxRow } from "./commit-rows.ts";
import { rows } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";

const lockNumber = 7_268_337;

/**
 * Writes a notice about the service itself, which belongs to no case, unless the last one of its kind that went
 * there said the same. Two processes that notice it together write it once; before the first, all is taken to be well.
 */
export const announce = (context: StoreContext, area: string, notice: Notice): Promise<boolean> => {
  const { model } = notice;
  if (model.kind !== "service-state") throw new Error(`a ${model.kind} belongs to a case`);
  const row = outboxRow(notice, area, null, context.ids.next());
  return context.sql.transaction(async (transaction) => {
    await transaction.execute(sql`SELECT pg_advisory_xact_lock(${lockNumber})`);
    const [last] = await rows(
      transaction,
      sql`SELECT (notice -> 'model' ->> 'over')::boolean AS over FROM outbox
          WHERE ref IS NULL AND area = ${area} AND installation = ${row.installation}
            AND destination = ${row.destination} AND notice -> 'model' ->> 'what' = ${model.what}
            AND coalesce(notice -> 'model' ->> 'about', '') = ${model.about ?? ""}
          ORDER BY position DESC LIMIT 1`,
      z.object({ over: z.boolean() }),
    );
    if ((last?.over ?? true) === model.over) return false;
    await transaction.execute(
      sql`INSERT INTO outbox (id, area, medium, installation, destination, lane, notice, grouped, key, state, attempts,
            not_before, fence)
          VALUES (${row.id}, ${area}, ${row.medium}, ${row.installation}, ${row.destination}, ${row.lane},
            ${JSON.stringify(notice)}::jsonb, false, ${row.key}, 'pending', 0, '-infinity', 0)`,
    );
    return true;
  });
};
