import { sql } from "drizzle-orm";
import type { Jobs } from "../jobs/index.ts";
import type { Health } from "./http/server.ts";
import type { Services } from "./services.ts";

/**
 * Whether the bot can do its work, and how. Without its database it cannot; without Redis it can, a second or so later,
 * and says that it is degraded.
 */
export const readiness = ({ store, redisIsReady, durable }: Services, jobs: Jobs | undefined): Health => ({
  ready: async () => {
    const database = await store.sql.execute(sql`SELECT 1`).then(
      () => true,
      () => false,
    );
    const redis = redisIsReady();
    const says = {
      database: database ? "answers" : "does not answer",
      durable,
      redis: redis ? "answers" : "does not answer",
      degraded: !redis,
      lastSweep: jobs?.sweeping.lastCompleted() ?? null,
    };
    return { ok: database, says };
  },
});
