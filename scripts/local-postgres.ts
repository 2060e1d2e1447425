import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FoundProgram } from "./find-program.ts";
import { findPostgres } from "./find-postgres.ts";
import { commandLineOf, freePort, handleOf, isAlive, untilTrue } from "./local-server.ts";
import type { LocalServer, NotStarted } from "./local-server.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { givenTo, unprivileged } from "./unprivileged.ts";
import type { RunAs } from "./unprivileged.ts";
import { lastLineOf, runQuietly } from "./run-quietly.ts";

type Where = {
  readonly dir: string;
  readonly port?: number;
  /** False only for a cluster that is thrown away: nothing in it survives a power cut. */
  readonly fsync?: boolean;
};
type Cluster = Where & { readonly program: FoundProgram; readonly runAs: RunAs };
type Postmaster = { readonly pid: number; readonly port: number; readonly isReady: boolean };

const dataOf = (dir: string) => join(dir, "data");
const logFile = (dir: string) => join(dir, "postgres.log");
const reads = async (file: string): Promise<string> => readFile(file, "utf8").catch(() => "");

/** PostgreSQL's own lock file: line 1 the process, line 4 the port, line 8 'ready' once it takes connections. */
const postmasterOf = async (dir: string): Promise<Postmaster | undefined> => {
  const lines = (await reads(join(dataOf(dir), "postmaster.pid"))).split("\n");
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isAlive(pid) || !(await commandLineOf(pid)).includes("postgres")) return undefined;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
};

const handle = (running: Omit<Postmaster, "isReady">, reattached: boolean): LocalServer =>
  handleOf({
    pid: running.pid,
    port: running.port,
    reattached,
    url: `postgres://postgres@127.0.0.1:${running.port}/postgres`,
    stopSignal: "SIGINT",
  });

const initialise = async ({ dir, program, runAs, fsync }: Cluster): Promise<NotStarted | undefined> => {
  if ((await reads(join(dataOf(dir), "PG_VERSION"))) !== "") return undefined;
  const initdb = join(dirname(program.path), "initdb");
  const fixed = ["-D", dataOf(dir), "--username=postgres", "--auth=trust", "--encoding=UTF8"];
  let output = "";
  // Not every system knows C.UTF-8; plain C sorts the same way.
  for (const locale of ["C.UTF-8", "C"]) {
    const args = [...fixed, `--locale=${locale}`, ...(fsync === false ? ["--no-sync"] : [])];
    const made = await runQuietly(initdb, args, { ...runAs, cwd: dir, env: { ...program.env, TZ: "UTC" } });
    if (made.ok) return undefined;
    output = made.output;
  }
  return { ok: false, because: `no PostgreSQL cluster could be made in ${dir}: ${lastLineOf(output)}` };
};

const settings = (cluster: Cluster, port: number): readonly string[] =>
  Object.entries({
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    shared_buffers: "64MB",
    max_connections: "100",
    ...(cluster.fsync === false ? { fsync: "off", full_page_writes: "off", synchronous_commit: "off" } : {}),
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

const spawnOn = async (cluster: Cluster, port: number): Promise<LocalServer | NotStarted> => {
  const { dir, program, runAs } = cluster;
  const output = openSync(logFile(dir), "a");
  const child = spawn(program.path, ["-D", dataOf(dir), ...settings(cluster, port)], {
    ...runAs,
    cwd: dir,
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
  const isReady = async () => {
    const there = await postmasterOf(dir);
    return there?.pid === pid && there.isReady;
  };
  if (await Promise.race([untilTrue(isReady, 60_000), gone.then(() => false)]))
    return handle({ pid, port }, false);
  await handle({ pid, port }, false).stop();
  return {
    ok: false,
    because: `PostgreSQL did not start in ${dir}: ${lastLineOf(await reads(logFile(dir)))}`,
  };
};

const startOrReattach = async (where: Where): Promise<LocalServer | NotStarted> => {
  const running = await postmasterOf(where.dir);
  if (running !== undefined) {
    const isReady = async () => (await postmasterOf(where.dir))?.isReady === true;
    if (await untilTrue(isReady, 60_000)) return handle(running, true);
    return {
      ok: false,
      because: `process ${running.pid} holds ${where.dir} and is not ready: stop it first`,
    };
  }
  const program = await findPostgres();
  if (!program.ok) return program;
  const runAs = await unprivileged();
  if (!runAs.ok) return runAs;
  const cluster = { ...where, program, runAs: runAs.ids };
  await givenTo(runAs.ids, where.dir);
  const fault = await initialise(cluster);
  if (fault !== undefined) return fault;
  const first = await spawnOn(cluster, where.port ?? (await freePort()));
  return first.ok || where.port !== undefined ? first : spawnOn(cluster, await freePort());
};

/**
 * A real PostgreSQL (15 where there is a choice) of our own on a free loopback port, its cluster in `dir`, made when it
 * is not there yet. The URL is the superuser's: trust, loopback only. Re-attached when it already runs on `dir`.
 */
export const startLocalPostgres = async (where: Where): Promise<LocalServer | NotStarted> => {
  await mkdir(where.dir, { recursive: true });
  const dir = await realpath(where.dir);
  return oneAtATime(dir, () => startOrReattach({ ...where, dir }));
};
