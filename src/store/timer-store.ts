import { sql } from "drizzle-orm";
import { z } from "zod";
import { parseInstant } from "../domain/instant.ts";
import type { TimerStore } from "../ports.ts";
import { laneColumn } from "./outbox-row.ts";
import { instantText, rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

const timerRow = z.object({
  id: z.string(),
  ref: z.string(),
  lane: laneColumn,
  dueAt: z.string().transform(parseInstant),
});

/** Everything that is to be looked at again, by when it is due. */
export const createTimerStore = (context: StoreContext): TimerStore => ({
  isOpen: (id) =>
    safely(async () => {
      const found = await rows(
        context.sql,
        sql`SELECT id FROM timers WHERE id = ${id}`,
        z.object({ id: z.string() }),
      );
      return found.length > 0;
    }),
  due: (at, limit) =>
    safely(() =>
      rows(
        context.sql,
        sql`SELECT id, ref, lane, ${instantText(sql`due_at`)} AS "dueAt" FROM timers
            WHERE due_at <= ${at} ORDER BY lane DESC, due_at, id LIMIT ${limit}`,
        timerRow,
      ),
    ),
  open: (after, limit) =>
    safely(() =>
      rows(
        context.sql,
        sql`SELECT id, ref, lane, ${instantText(sql`due_at`)} AS "dueAt" FROM timers
            WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
        timerRow,
      ),
    ),
});
