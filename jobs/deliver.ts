import type { Job } from "bullmq";
import { z } from "zod";
import type { Context } from "../src/casework/context.ts";
import { deliver } from "../src/casework/deliver.ts";

/** A job whose data was lost in Redis arrives empty; the sweeper will find its row. */
const data = z.object({ outbox: z.string().min(1) });

/** Sends one message, if it is still to be sent. */
export const deliverJob =
  (context: Context) =>
  async (job: Pick<Job, "data">): Promise<string> => {
    const parsed = data.safeParse(job.data);
    return parsed.success ? deliver(context, parsed.data.outbox) : "no data";
  };
