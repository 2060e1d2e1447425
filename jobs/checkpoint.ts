import { startLoop, type Loop } from "./loop.ts";

const pause = 60_000;
const roundsBetween = 60;

/**
 * Has a checkpoint made a minute after the start and every hour after that; one that failed is tried again after a
 * minute. A loop of its own: the sweeper must not wait while a hundred thousand streams are listed.
 */
export const startCheckpoints = (make: () => Promise<void>, onFault: (fault: unknown) => void): Loop => {
  let rounds = 0;
  return startLoop(
    async () => {
      try {
        if (rounds % roundsBetween === 0) await make();
        rounds += 1;
      } catch (fault) {
        onFault(fault);
      }
    },
    pause,
    "later",
  );
};
