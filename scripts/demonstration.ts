import path from "node:path";
import { wallClock } from "../src/clock.ts";
import { processEnvironment } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import { packageRoot, referenceOrFault } from "../src/run.ts";
import { demonstrationKeys } from "./demonstration-keys.ts";
import { playOneReferral } from "./demonstration-story.ts";
import { startLocalRedis } from "./local-redis.ts";
import { printMessages } from "./print-calls.ts";
import { startSimulatedBot } from "./simulated-bot.ts";

const folder = path.join(packageRoot, ".data");
const print = (line: string): void => console.log(line);

type Alarm = { readonly url?: string; readonly says: string; readonly stop: () => Promise<void> };

const findRedis = async (): Promise<Alarm> => {
  const given = processEnvironment()["REDIS_URL"];
  if (given !== undefined && given !== "")
    return { url: given, says: "the Redis of REDIS_URL", stop: () => Promise.resolve() };
  const started = await startLocalRedis({ dir: path.join(folder, "redis") });
  if (started.ok)
    return { url: started.url, says: `a Redis of its own (${started.url})`, stop: () => started.stop() };
  return {
    says: `no Redis: DEGRADED. ${started.because} Messages still leave, swept from the database every second`,
    stop: () => Promise.resolve(),
  };
};

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    // Ctrl-C reaches the whole group and is passed on besides: the second must not cut short what the first began.
    process.on("SIGINT", () => resolve());
    process.on("SIGTERM", () => resolve());
  });

/**
 * The bot without any credentials: on a simulated Slack, an embedded database and a Redis of its own, it plays one
 * referral and prints every message, then stays up. No place for a real case.
 */
export const demonstrate = async (): Promise<void> => {
  const files = referenceOrFault(packageRoot);
  const area = [...files.areas.values()].find(({ value }) => value.fictional)?.value;
  if (area === undefined) throw new Error("the demonstration needs a fictional area");
  const redis = await findRedis();
  const simulated = await startSimulatedBot({
    area,
    files,
    clock: wallClock,
    log: createLog("warn"),
    database: `pglite:${path.join(folder, "pglite")}`,
    keys: await demonstrationKeys(folder),
    ...(redis.url === undefined ? {} : { redisUrl: redis.url }),
  });
  print("Tandem, the demonstration: SIMULATED SLACK, fictional people, no place for a real case.");
  print(`The embedded database is in .data/ and does not fsync; the alarm clock is ${redis.says}.`);
  for (const workspace of simulated.workspaces.values()) printMessages(workspace, print);
  const stopped = untilStopped();
  await playOneReferral(simulated, print);
  print("\nThat was the main job, once. The bot stays up at:");
  print(`  http://127.0.0.1:${simulated.bot.port}/readyz`);
  for (const { seed, apiUrl } of simulated.workspaces.values())
    print(`  simulated Slack of ${seed.name}: ${apiUrl}`);
  print("Press Ctrl-C to stop it.");
  await stopped;
  await simulated.stop();
  await redis.stop();
};
