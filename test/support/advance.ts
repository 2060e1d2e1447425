import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import { textOf } from "./refer.ts";
import type { Stage } from "./stage.ts";

/** Moves duty time and waits until every timer that is due by then has been looked at, and every message sent. */
export const advance = async (stage: Stage, instant: string): Promise<void> => {
  stage.at(instant);
  await expect
    .poll(
      async () => {
        await stage.settled();
        return stage.query(sql`SELECT count(*)::int AS n FROM timers WHERE due_at <= ${instant}`, {
          n: z.number(),
        });
      },
      { timeout: 20_000, interval: 50 },
    )
    .toEqual([{ n: 0 }]);
  await stage.settled();
};

/** What a person or channel was told since somebody last looked: text and blocks of each message. */
export const heard = async (
  stage: Stage,
  installation: "council" | "police",
  place: string,
): Promise<readonly string[]> =>
  (await stage.unread(installation, place)).map(({ text, blocks }) => `${text}\n${textOf(blocks)}`);
