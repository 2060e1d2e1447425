import type { Redis } from "ioredis";
import type { ReplayMemory } from "../watch-ports.ts";

const keptSeconds = 600;

/** Remembers signatures in Redis. Whoever waits longer than the time given is told that it cannot say. */
export const createReplayMemory = (
  connection: Redis,
  prefix: string,
  withinMilliseconds = 200,
): ReplayMemory => ({
  firstTime: async (signature) => {
    const asked = connection
      .set(`${prefix}:seen:${signature}`, "1", "EX", keptSeconds, "NX")
      .then((answer) => answer === "OK");
    const unanswered = new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), withinMilliseconds).unref();
    });
    try {
      return await Promise.race([asked, unanswered]);
    } catch {
      // Without Redis the database still refuses what it has accepted before.
      return undefined;
    }
  },
});

export const noReplayMemory: ReplayMemory = { firstTime: () => Promise.resolve(undefined) };
