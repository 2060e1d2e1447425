import { sql } from "drizzle-orm";
import { z } from "zod";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isAlive } from "../../scripts/local-server.ts";
import { runQuietly } from "../../scripts/run-quietly.ts";
import { worldOfArea } from "../../scripts/world-of-area.ts";
import { createOriginator, type Originator } from "../../simulator/originator.ts";
import { startWorkspace, type Workspace } from "../../simulator/workspace.ts";
import { openDatabase, type Database } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { rows } from "../../src/store/rows.ts";
import { redisOfOurOwn, type OwnRedis } from "../queue/redis-of-our-own.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { sampleArea } from "../support/sample-case.ts";
import {
  environment,
  startProcess,
  type Environment,
  type Running,
  workspaceSettings,
} from "./run-process.ts";

let database: Database;
let url: string;
let drop: () => Promise<void>;
let redis: OwnRedis;
let workspaces: ReadonlyMap<string, Workspace>;
let bot: Running;

beforeAll(async () => {
  redis = await redisOfOurOwn();
  await redis.start();
  const started = await Promise.all(worldOfArea(sampleArea.value).map(startWorkspace));
  workspaces = new Map(started.map((one) => [one.seed.installation, one]));
  ({ url, drop } = await freshDatabase());
  database = await openDatabase(url);
  await migrate(database.sql);
});
afterAll(async () => {
  bot.signal("SIGKILL");
  await Promise.all([...workspaces.values()].map((one) => one.close()));
  await database.close();
  await drop();
  await redis.remove();
});

const workspace = (installation: string): Workspace => {
  const found = workspaces.get(installation);
  if (found === undefined) throw new Error(`no workspace ${installation}`);
  return found;
};

const settings = (): Environment =>
  environment({ ...workspaceSettings(workspaces.values()), DATABASE_URL: url, REDIS_URL: redis.url });

const originator = (installation: string, port: number): Originator =>
  createOriginator({
    workspace: workspace(installation),
    eventsUrl: `http://127.0.0.1:${port}/slack/${installation}/events`,
    now: () => Date.now(),
  });

const childrenOf = async (pid: number): Promise<readonly number[]> => {
  const { output } = await runQuietly("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = output.split("\n").map((one) => one.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
};

const postsTo = (installation: string) =>
  workspace(installation)
    .calls()
    .filter(({ method }) => method === "chat.postMessage");

it("told to stop twice while a message is on its way, the bot lets it end, leaves nothing behind and ends well", async () => {
  bot = startProcess("src/main.ts", [], settings());
  const { output: said, pid } = bot;
  const port = () => Number(/"port":(\d+)/.exec(said())?.[1] ?? 0);
  await expect.poll(port, { timeout: 20_000 }).toBeGreaterThan(0);
  const speaking = {
    council: originator("council", port()),
    police: originator("police", port()),
    workspace,
  };
  workspace("police").fault({ method: "chat.postMessage", kind: "slow", delayMs: 1_500, times: 10 });
  const ref = await refer(speaking, socialWorker);
  await expect.poll(() => postsTo("police").length, { timeout: 10_000 }).toBeGreaterThan(0);

  const children = await childrenOf(pid);
  const told = performance.now();
  bot.signal("SIGTERM");
  await expect.poll(said).toContain('"msg":"stopping"');
  bot.signal("SIGTERM");
  const { code, output } = await bot.ended;
  expect(code).toBe(0);
  expect(performance.now() - told).toBeLessThan(20_000);
  expect(output.match(/"msg":"stopping"/g)).toHaveLength(1);
  expect(output).not.toContain('"level":50');
  expect(children.filter(isAlive)).toEqual([]);

  expect(JSON.stringify(postsTo("police")[0]?.args)).toContain(ref);
  const ended = await rows(
    database.sql,
    sql`SELECT state FROM outbox WHERE installation = 'police' AND attempts > 0`,
    z.object({ state: z.string() }),
  );
  expect(ended).toEqual(postsTo("police").map(() => ({ state: "sent" })));
  await expect(fetch(`http://127.0.0.1:${port()}/healthz`)).rejects.toThrow("fetch failed");
});
