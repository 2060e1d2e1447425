import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { lockKnownStream } from "./append-to-stream.ts";
import { caseStream } from "./project.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * Erases what a case's sealed bodies say, in one compartment or in all of them, by destroying the wrapped keys; the
 * record itself and its chain stay. Answers how many keys were destroyed. Copies in back-ups live as long as those do.
 */
export const destroyKeys = (
  context: StoreContext,
  ref: TandemRef,
  at: Instant,
  compartment?: string,
): Promise<number> =>
  safely(() =>
    context.sql.transaction(async (transaction) => {
      await lockKnownStream(transaction, caseStream(ref));
      const destroyed = await rows(
        transaction,
        sql`UPDATE case_keys SET wrapped = NULL, destroyed_at = ${at}
            WHERE stream = ${caseStream(ref)} AND destroyed_at IS NULL
              AND compartment = coalesce(${compartment ?? null}::text, compartment)
            RETURNING id`,
        z.object({ id: z.string() }),
      );
      return destroyed.length;
    }),
  );
