import path from "node:path";
import { startPageServer, type PageServer } from "../simulator/page/page-server.ts";
import type { PageWorld } from "../simulator/page/page-world.ts";
import { processEnvironment } from "../src/config.ts";
import { UserError } from "../src/errors.ts";
import { createLog } from "../src/log.ts";
import { packageRoot, referenceOrFault } from "../src/run.ts";
import { demonstrationKeys } from "./demonstration-keys.ts";
import { playOneReferral } from "./demonstration-story.ts";
import { openDemonstrationWorld, type DemonstrationWorld } from "./demonstration-world.ts";
import { freshEmbeddedDatabase } from "./fresh-embedded-database.ts";
import { startLocalRedis } from "./local-redis.ts";
import { printMessages } from "./print-calls.ts";

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

const freshDatabase = () => freshEmbeddedDatabase(path.join(folder, "pglite"));

const describe = ({ simulated }: DemonstrationWorld, redis: Alarm): void => {
  print(`The embedded database is in .data/ and does not fsync; the alarm clock is ${redis.says}.`);
  print(`  the bot: http://127.0.0.1:${simulated.bot.port}/readyz`);
  for (const { seed, apiUrl } of simulated.workspaces.values())
    print(`  simulated Slack of ${seed.name}: ${apiUrl}`);
};

/** How worlds are opened: the first is described, and every message of each is printed. */
const worldsOf = async () => {
  const files = referenceOrFault(packageRoot);
  const area = [...files.areas.values()].find(({ value }) => value.fictional)?.value;
  if (area === undefined) throw new Error("the demonstration needs a fictional area");
  const keys = await demonstrationKeys(folder);
  const redis = findRedis();
  const parts = { area, files, log: createLog("warn"), keys, freshDatabase };
  const open = async (): Promise<DemonstrationWorld> => {
    const { url } = await redis;
    const world = await openDemonstrationWorld({ ...parts, ...(url === undefined ? {} : { redisUrl: url }) });
    for (const workspace of world.workspaces.values()) printMessages(workspace, print);
    return world;
  };
  return { redis, open };
};

/** A free port, unless one is asked for. */
const portAsked = (): number => {
  const asked = processEnvironment()["PORT"] ?? "";
  const port = asked === "" ? 0 : Number(asked);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UserError(`PORT is ${asked}, which is no port.`);
};

const startPage = (open: () => Promise<PageWorld>): Promise<PageServer> => {
  const port = portAsked();
  return startPageServer({ open, port }).catch((fault: unknown) => {
    if (fault instanceof Error && "code" in fault && fault.code === "EADDRINUSE")
      throw new UserError(`Port ${port} is taken: choose another with PORT, or leave it out.`);
    throw fault;
  });
};

/**
 * The bot without any credentials: on a simulated Slack that a browser shows, an embedded database and a Redis of its
 * own, printing every message, until it is stopped. With `--play` it plays one referral by itself. No place for a real
 * case.
 */
export const demonstrate = async (args: readonly string[]): Promise<void> => {
  const stopped = untilStopped();
  // Said before anything else, when another demonstration has it open.
  await freshDatabase();
  const { redis, open } = await worldsOf();
  let world: DemonstrationWorld | undefined;
  const page = await startPage(async () => (world = await open()));
  print(`\n  Open ${page.url} in a browser.\n`);
  print("Tandem, the demonstration: SIMULATED SLACK, fictional people, no place for a real case.");
  await page.current();
  if (world !== undefined) describe(world, await redis);
  if (world !== undefined && args.includes("--play")) await playOneReferral(world.simulated, print);
  print("Press Ctrl-C to stop it.");
  await stopped;
  await page.stop();
  await (await redis).stop();
};
