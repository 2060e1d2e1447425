import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findProgram, usualFolders } from "./find-program.ts";
import type { FoundProgram } from "./find-program.ts";
import { commandLineOf, freePort, handleOf, isAlive, untilTrue } from "./local-server.ts";
import type { LocalServer, NotStarted } from "./local-server.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { redisDirectory } from "./redis-directory.ts";
import { lastLineOf } from "./run-quietly.ts";

type Running = { readonly pid: number; readonly port: number };
type Where = { readonly dir: string; readonly port?: number };

const pidFile = (dir: string) => join(dir, "tandem-redis.json");
const logFile = (dir: string) => join(dir, "redis.log");
const reads = async (file: string): Promise<string> => readFile(file, "utf8").catch(() => "");

/** The server that the pid file names, if that process still is one (it calls itself 'redis-server 127.0.0.1:PORT'). */
const holderOf = async (dir: string): Promise<Running | undefined> => {
  const text = await reads(pidFile(dir));
  if (text === "") return undefined;
  const running = JSON.parse(text) as Running;
  if (!isAlive(running.pid)) return undefined;
  const command = await commandLineOf(running.pid);
  return /redis|valkey/.test(command) && command.includes(String(running.port)) ? running : undefined;
};

/** Every write on disk before its answer, nothing evicted: what a queue of reminders needs. */
const options = (dir: string, port: number): readonly string[] =>
  Object.entries({
    port: String(port),
    bind: "127.0.0.1",
    dir,
    appendonly: "yes",
    appendfsync: "always",
    "maxmemory-policy": "noeviction",
    save: "",
    logfile: logFile(dir),
    daemonize: "no",
  }).flatMap(([name, value]) => [`--${name}`, value]);

const handle = (running: Running, reattached: boolean): LocalServer =>
  handleOf({ ...running, reattached, url: `redis://127.0.0.1:${running.port}`, stopSignal: "SIGTERM" });

const spawnOn = async (
  program: FoundProgram,
  dir: string,
  port: number,
): Promise<LocalServer | NotStarted> => {
  const output = openSync(logFile(dir), "a");
  // Its own process group: Ctrl-C must reach the bot first, which then stops it in order.
  const child = spawn(program.path, options(dir, port), {
    env: program.env,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const gone = new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(true));
    child.once("exit", () => resolve(true));
  });
  child.unref();
  const { pid } = child;
  if (pid === undefined) return { ok: false, because: `${program.path} could not be started` };
  await writeFile(pidFile(dir), JSON.stringify({ pid, port }));
  const answers = untilTrue(async () => (await redisDirectory(port)) === dir, 20_000);
  const ready = await Promise.race([answers, gone.then(() => false)]);
  if (ready) return handle({ pid, port }, false);
  await handle({ pid, port }, false).kill9();
  await rm(pidFile(dir), { force: true });
  return { ok: false, because: `Redis did not start in ${dir}: ${lastLineOf(await reads(logFile(dir)))}` };
};

const startOrReattach = async ({ dir, port }: Where): Promise<LocalServer | NotStarted> => {
  const holder = await holderOf(dir);
  if (holder !== undefined) {
    const answers = await untilTrue(async () => (await redisDirectory(holder.port)) === dir, 5_000);
    if (answers) return handle(holder, true);
    return { ok: false, because: `process ${holder.pid} holds ${dir} and does not answer: stop it first` };
  }
  const program = await findProgram({
    names: ["redis-server", "valkey-server"],
    folders: () => Promise.resolve(usualFolders()),
    aptPackage: "redis-server",
  });
  if (!program.ok) return program;
  const first = await spawnOn(program, dir, port ?? (await freePort()));
  // A free port can be taken between the look and the start: once more, unless the caller named it.
  return first.ok || port !== undefined ? first : spawnOn(program, dir, await freePort());
};

/**
 * A real Redis (or Valkey) of our own on a free loopback port, its data in `dir`. When one of ours already runs on that
 * directory it is re-attached (whatever `port` says): two servers on one append-only file would ruin it.
 */
export const startLocalRedis = async (where: Where): Promise<LocalServer | NotStarted> => {
  await mkdir(where.dir, { recursive: true });
  const dir = await realpath(where.dir);
  return oneAtATime(dir, () => startOrReattach({ ...where, dir }));
};
