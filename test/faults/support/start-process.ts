import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createOriginator, type Originator } from "../../../simulator/originator.ts";
import { freePort, untilTrue } from "../../../scripts/local-server.ts";
import type { Config } from "../../../src/config.ts";
import type { ToldToProcess } from "./bot-process.ts";
import { keys, startingOn, type World } from "./world.ts";

const program = fileURLToPath(new URL("bot-process.ts", import.meta.url));
const startsWithin = 30_000;

export type BotProcess = {
  readonly people: (installation: string) => Originator;
  readonly isDead: () => boolean;
  /** By which signal it ended, or with which code. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly signal: (name: NodeJS.Signals) => void;
};

const answers = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).status > 0;
  } catch {
    return false;
  }
};

/** Starts the bot as a process of its own on a world's database and workspaces, and waits until it answers. */
export const startProcess = async (
  world: World,
  how: Partial<Pick<Config, "redisUrl">> & Pick<ToldToProcess, "killedAt">,
): Promise<BotProcess> => {
  const port = await freePort();
  const { config } = startingOn(world.databaseUrl, world.clock, world.workspaces);
  const { killedAt, ...services } = how;
  const message: ToldToProcess = {
    config: { ...config, ...services, role: "all", port, logLevel: "error" },
    key: Buffer.from(keys.keys.keys.get(keys.keys.current) ?? []).toString("base64"),
    auditKey: Buffer.from(keys.auditKey).toString("base64"),
    dutyNow: world.dutyNow(),
    ...(killedAt === undefined ? {} : { killedAt }),
  };
  const child = fork(program, {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let dead = false;
  const ended = new Promise<Awaited<BotProcess["ended"]>>((resolve) => {
    child.once("exit", (code, signal) => {
      dead = true;
      resolve({ code, signal });
    });
  });
  child.send(message);
  const isThere = await untilTrue(async () => dead || (await answers(port)), startsWithin);
  // One that is to die may do so in its first sweep, before it was ever asked anything.
  if (!isThere || (dead && killedAt === undefined)) throw new Error("the bot's process did not start");
  return {
    people: (installation) =>
      createOriginator({
        workspace: world.workspace(installation),
        eventsUrl: `http://127.0.0.1:${port}/slack/${installation}/events`,
        now: () => Date.now(),
      }),
    isDead: () => dead,
    ended,
    signal: (name) => void child.kill(name),
  };
};
