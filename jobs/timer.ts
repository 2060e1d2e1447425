import type { Job } from "bullmq";
import { z } from "zod";
import type { Context } from "../src/casework/context.ts";
import { fireTimer } from "../src/casework/fire-timer.ts";

/** A job whose data was lost in Redis arrives empty; the sweeper will find its row. */
const data = z.object({ ref: z.string().min(1), timer: z.string().min(1) });

/** Looks again at one thing that may have fallen due. */
export const timerJob =
  (context: Context) =>
  async (job: Pick<Job, "data">): Promise<string> => {
    const parsed = data.safeParse(job.data);
    return parsed.success ? fireTimer(context, parsed.data) : "no data";
  };
