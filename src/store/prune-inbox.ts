import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

const atOnce = 5_000;

/**
 * Forgets the Slack requests that were accepted before an instant of duty time (48 hours ago: Slack repeats none that
 * late). Answers how many. It goes in steps, each well within the time-box.
 */
export const pruneInbox = async (context: StoreContext, before: Instant): Promise<number> => {
  let forgotten = 0;
  for (;;) {
    const step = await safely(() =>
      rows(
        context.sql,
        sql`DELETE FROM inbox WHERE request IN
              (SELECT request FROM inbox WHERE accepted_at < ${before} LIMIT ${atOnce})
            RETURNING 1 AS gone`,
        z.object({ gone: z.number() }),
      ),
    );
    forgotten += step.length;
    if (step.length < atOnce) return forgotten;
  }
};
