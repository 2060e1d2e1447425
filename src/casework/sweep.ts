import type { Context } from "./context.ts";
import { deliver } from "./deliver.ts";

const atOnce = 50;

/**
 * Sends whatever is due and has not been sent, from the database alone. It never waits for Redis, so that a flushed or
 * missing alarm clock makes Tandem late by seconds, not silent. Answers how many messages it had to send itself.
 */
export const sweep = async (context: Context): Promise<number> => {
  const due = await context.outbox.due(context.clock.machineNow(), atOnce);
  let sent = 0;
  for (const { id } of due) if ((await deliver(context, id)) === "sent") sent += 1;
  return sent;
};
