import { Queue } from "bullmq";
import type { Redis } from "ioredis";

/**
 * One lane's queue, made when it is first needed with Redis there. A queue asks Redis once who it is, and is of no use
 * for ever if that one answer is lost: then the next one to need it makes another.
 */
export const lazyQueue = (
  connection: Redis,
  prefix: string,
  name: string,
  onFault: (fault: unknown) => void,
) => {
  let queue: Queue | undefined;
  const close = async (one: Queue): Promise<void> => {
    // A queue that cannot reach Redis rejects here, and there is nothing left to save.
    await one.close().catch(onFault);
  };
  const make = (): Queue => {
    const made = new Queue(name, { connection, prefix }).on("error", onFault);
    made.waitUntilReady().catch(async () => {
      if (queue === made) queue = undefined;
      await close(made);
    });
    return made;
  };
  return {
    get: (): Queue => (queue ??= make()),
    close: async () => {
      if (queue !== undefined) await close(queue);
    },
  };
};
