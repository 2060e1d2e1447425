import { Redis } from "ioredis";

/** Takes out of Redis every key that begins with the prefix, and nothing else. Throws when Redis is away. */
export const forgetPrefix = async (url: string, prefix: string): Promise<void> => {
  const redis = new Redis(url, { retryStrategy: () => null });
  redis.on("error", () => undefined);
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 1_000 })) {
      const found = keys as readonly string[];
      if (found.length > 0) await redis.unlink(...found);
    }
  } finally {
    redis.disconnect();
  }
};
