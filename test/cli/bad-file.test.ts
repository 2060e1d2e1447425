import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { worldOfArea } from "../../scripts/world-of-area.ts";
import { createOriginator } from "../../simulator/originator.ts";
import { startWorkspace, type Workspace } from "../../simulator/workspace.ts";
import { packageRoot } from "../../src/run.ts";
import { openDatabase, type Database } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { rows } from "../../src/store/rows.ts";
import { redisOfOurOwn, type OwnRedis } from "../queue/redis-of-our-own.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { refer, socialWorker, type Speaking } from "../support/refer.ts";
import { sampleArea } from "../support/sample-case.ts";
import { environment, type Environment, workspaceSettings } from "./run-process.ts";

const protocolFile = "protocols/leicester-leicestershire-rutland.yaml";
const areaFile = "areas/exampleshire.yaml";

let redis: OwnRedis;
let workspaces: ReadonlyMap<string, Workspace>;
let database: Database;
let url: string;
let drop: () => Promise<void>;
let root: string;
const running: { readonly kill: () => void }[] = [];

beforeAll(async () => {
  redis = await redisOfOurOwn();
  await redis.start();
  const started = await Promise.all(worldOfArea(sampleArea.value).map(startWorkspace));
  workspaces = new Map(started.map((one) => [one.seed.installation, one]));
});
afterAll(async () => {
  await Promise.all([...workspaces.values()].map((one) => one.close()));
  await redis.remove();
});

/** The program with data files of its own, so that they can be spoilt. */
beforeEach(async () => {
  ({ url, drop } = await freshDatabase());
  database = await openDatabase(url);
  await migrate(database.sql);
  root = mkdtempSync(path.join(tmpdir(), "tandem-files-"));
  for (const one of [
    "src",
    "handlers",
    "jobs",
    "protocols",
    "areas",
    "authority.yaml",
    "package.json",
    "tsconfig.json",
  ])
    cpSync(path.join(packageRoot, one), path.join(root, one), { recursive: true });
  symlinkSync(path.join(packageRoot, "node_modules"), path.join(root, "node_modules"));
});
afterEach(async () => {
  for (const { kill } of running.splice(0)) kill();
  await database.close();
  await drop();
  rmSync(root, { recursive: true, force: true });
});

const workspace = (installation: string): Workspace => {
  const found = workspaces.get(installation);
  if (found === undefined) throw new Error(`no workspace ${installation}`);
  return found;
};

const settings = (): Environment =>
  environment({ ...workspaceSettings(workspaces.values()), DATABASE_URL: url, REDIS_URL: redis.url });

const start = (file: string, words: readonly string[] = []) => {
  const tsx = import.meta.resolve("tsx");
  const child = spawn(process.execPath, ["--import", tsx, path.join(root, file), ...words], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", ...settings() },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const ended = once(child, "close").then(([code]: readonly unknown[]) => ({ code, output }));
  running.push({ kill: () => void child.kill("SIGKILL") });
  return { stop: () => void child.kill("SIGTERM"), output: () => output, ended };
};

/** Runs the bot until it serves; what it said is the fault when it does not. */
const serving = async () => {
  const bot = start("src/main.ts");
  const port = () => Number(/"port":(\d+)/.exec(bot.output())?.[1] ?? 0);
  await expect.poll(port, { timeout: 30_000, message: "the bot did not start" }).toBeGreaterThan(0);
  return { ...bot, port: port() };
};

const speakingTo = (port: number): Speaking => {
  const originator = (installation: string) =>
    createOriginator({
      workspace: workspace(installation),
      eventsUrl: `http://127.0.0.1:${port}/slack/${installation}/events`,
      now: () => Date.now(),
    });
  return { council: originator("council"), police: originator("police"), workspace };
};

const replaceIn = (file: string, from: string, to: string): void => {
  const text = readFileSync(path.join(root, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(path.join(root, file), text.replace(from, to));
};

const spoilBoth = (): void => {
  replaceIn(protocolFile, "within: 24 hours", "within: 24 fortnights");
  replaceIn(areaFile, "protocol: leicester-leicestershire-rutland", "protocol: somebody-elses");
};

/** What is in force, and everything that was ever kept of it. */
const inForce = async () => ({
  activated: await rows(
    database.sql,
    sql`SELECT stream, sequence, type, header FROM events
        WHERE type IN ('AreaActivated', 'ProtocolActivated') ORDER BY stream, sequence`,
    z.object({ stream: z.string(), sequence: z.number(), type: z.string(), header: z.string() }),
  ),
  versions: await rows(
    database.sql,
    sql`SELECT kind, name, hash FROM versions ORDER BY kind, name, hash`,
    z.object({ kind: z.string(), name: z.string(), hash: z.string() }),
  ),
});

describe("a file that is made bad leaves in force what is in force", { timeout: 120_000 }, () => {
  it("a bot that is started refuses, says every fault of every file at once, and changes nothing in the record", async () => {
    const bot = await serving();
    bot.stop();
    expect((await bot.ended).code).toBe(0);
    const before = await inForce();
    expect(before.activated.length).toBeGreaterThan(0);

    spoilBoth();
    const { code, output } = await start("src/main.ts").ended;
    expect(code).toBe(1);
    expect(output).toContain("Tandem cannot start. Put these right:");
    expect(output).toMatch(/leicester-leicestershire-rutland\.yaml:\d+/);
    expect(output).toMatch(/exampleshire\.yaml:\d+/);
    expect(output).not.toContain("Tandem is running");
    expect(await inForce()).toEqual(before);

    replaceIn(protocolFile, "within: 24 fortnights", "within: 24 hours");
    replaceIn(areaFile, "protocol: somebody-elses", "protocol: leicester-leicestershire-rutland");
    const again = await serving();
    again.stop();
    expect((await again.ended).code).toBe(0);
    expect(await inForce()).toEqual(before);
  });

  it("a bot that runs goes on by what it read, while the command line already says what is wrong", async () => {
    const bot = await serving();
    const before = await inForce();
    spoilBoth();

    const check = await start("src/cli.ts", ["check"]).ended;
    expect(check.code).toBe(1);
    expect(check.output).toMatch(/leicester-leicestershire-rutland\.yaml:\d+/);
    expect(check.output).toMatch(/exampleshire\.yaml:\d+/);
    const one = await start("src/cli.ts", ["protocol", "check", path.join(root, protocolFile)]).ended;
    expect(one.code).toBe(1);
    expect(one.output).toContain("it is not put in force");

    const ref = await refer(speakingTo(bot.port), socialWorker);
    const [opened] = await rows(
      database.sql,
      sql`SELECT protocol_hash AS hash FROM cases WHERE ref = ${ref}`,
      z.object({ hash: z.string() }),
    );
    expect(before.versions).toContainEqual({
      kind: "protocol",
      name: "leicester-leicestershire-rutland",
      hash: opened?.hash,
    });
    const [due] = await rows(
      database.sql,
      sql`SELECT extract(epoch FROM due_at - started_at)::int / 3600 AS hours FROM deadlines
          WHERE ref = ${ref} AND rule = 'S2-11'`,
      z.object({ hours: z.number() }),
    );
    expect(due).toEqual({ hours: 24 });
    expect(await inForce()).toEqual(before);
    expect((await fetch(`http://127.0.0.1:${bot.port}/healthz`)).status).toBe(200);
    bot.stop();
    expect((await bot.ended).code).toBe(0);
  });
});
