import { Redis } from "ioredis";
import type { Config } from "../config.ts";
import { line, looked, type Line } from "./line.ts";

const answersWithin = 5_000;

/** One try, no second: a Redis that is away, or takes the connection and says nothing, is to be said soon. */
const connectOnce = (url: string): Redis =>
  new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: answersWithin,
    socketTimeout: answersWithin,
  }).on("error", () => undefined);

const settingLines = (redis: Redis): readonly Promise<Line>[] => {
  const says = async (section: string, words: RegExp) => words.test(await redis.info(section));
  return [
    looked("Redis evicts nothing", "Set maxmemory-policy noeviction.", () =>
      says("memory", /maxmemory_policy:noeviction/),
    ),
    looked("Redis keeps an append-only file", "Set appendonly yes.", () =>
      says("persistence", /aof_enabled:1/),
    ),
  ];
};

/** What the alarm clock needs of Redis: that it answers, forgets nothing and keeps what it is told. */
export const redisLines = async ({ redisUrl }: Pick<Config, "redisUrl">): Promise<readonly Line[]> => {
  if (redisUrl === undefined)
    return [
      line(true, "no REDIS_URL is set: messages leave a second or so later, swept from the database", ""),
    ];
  const redis = connectOnce(redisUrl);
  try {
    const reachable = await looked("Redis answers", "Check REDIS_URL and that the server runs.", async () => {
      await redis.connect();
      return (await redis.ping()) === "PONG";
    });
    return [reachable, ...(reachable.ok ? await Promise.all(settingLines(redis)) : [])];
  } finally {
    redis.disconnect();
  }
};
