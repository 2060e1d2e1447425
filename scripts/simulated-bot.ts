import { randomBytes } from "node:crypto";
import { createOriginator, type Originator } from "../simulator/originator.ts";
import { startWorkspace, type Workspace } from "../simulator/workspace.ts";
import { startBot, type Bot } from "../src/bot.ts";
import type { Config } from "../src/config.ts";
import type { Area } from "../src/domain/area/area-schema.ts";
import type { ReferenceFiles } from "../src/files/load-reference.ts";
import type { Log } from "../src/log.ts";
import type { Clock } from "../src/ports.ts";
import { worldOfArea } from "./world-of-area.ts";

export type SimulatedBot = {
  readonly bot: Bot;
  readonly workspaces: ReadonlyMap<string, Workspace>;
  readonly originators: ReadonlyMap<string, Originator>;
  readonly stop: () => Promise<void>;
};

export type Simulating = {
  readonly area: Area;
  readonly files: ReferenceFiles;
  readonly clock: Clock;
  readonly log: Log;
  readonly database: string;
  readonly redisUrl?: string;
  readonly keys?: Pick<Config, "keys" | "auditKey">;
  readonly prefix?: string;
  readonly port?: number;
  readonly role?: Config["role"] | undefined;
  /** The server that takes its mail; without one it sends none. */
  readonly mail?: Config["mail"];
};

const throwAwayKeys = (): Pick<Config, "keys" | "auditKey"> => ({
  keys: { current: "first", keys: new Map([["first", randomBytes(32)]]) },
  auditKey: randomBytes(32),
});

const configFor = (simulating: Simulating, workspaces: readonly Workspace[]): Config => ({
  installations: workspaces.map(({ seed, apiUrl }) => ({
    name: seed.installation,
    botToken: seed.botToken,
    signingSecret: seed.signingSecret,
    teamId: seed.teamId,
    apiUrl,
  })),
  role: simulating.role ?? "all",
  ...(simulating.keys ?? throwAwayKeys()),
  database: simulating.database,
  ...(simulating.redisUrl === undefined ? {} : { redisUrl: simulating.redisUrl }),
  port: simulating.port ?? 0,
  host: "127.0.0.1",
  logLevel: "warn",
  ...(simulating.mail === undefined ? {} : { mail: simulating.mail }),
});

/** One area, as a partnership has it: the others that ship have desks and people in no workspace of this world. */
const onlyThe = ({ area: { area }, files }: Simulating): ReferenceFiles => ({
  ...files,
  areas: new Map([...files.areas].filter(([name]) => name === area)),
});

/**
 * Starts the bot, unchanged, against simulated workspaces of a fictional area: only API address, token and signing
 * secret differ from a real one. Everything listens on loopback.
 */
export const startSimulatedBot = async (simulating: Simulating): Promise<SimulatedBot> => {
  const workspaces = await Promise.all(worldOfArea(simulating.area).map(startWorkspace));
  const bot = await startBot({
    config: configFor(simulating, workspaces),
    files: onlyThe(simulating),
    clock: simulating.clock,
    log: simulating.log,
    ...(simulating.prefix === undefined ? {} : { prefix: simulating.prefix }),
  });
  const originatorOf = (workspace: Workspace) =>
    createOriginator({
      workspace,
      eventsUrl: `http://127.0.0.1:${bot.port}/slack/${workspace.seed.installation}/events`,
      now: () => Date.now(),
    });
  return {
    bot,
    workspaces: new Map(workspaces.map((one) => [one.seed.installation, one])),
    originators: new Map(workspaces.map((one) => [one.seed.installation, originatorOf(one)])),
    stop: async () => {
      await bot.stop();
      await Promise.all(workspaces.map((one) => one.close()));
    },
  };
};
