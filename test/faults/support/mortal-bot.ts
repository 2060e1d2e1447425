import { createOriginator, type Originator } from "../../../simulator/originator.ts";
import type { Workspace } from "../../../simulator/workspace.ts";
import { startBot, type Bot } from "../../../src/bot.ts";
import type { Starting } from "../../../src/services.ts";
import { openLine } from "../../support/interruptions.ts";
import { openStatementLine, type StatementLine } from "./statement-line.ts";
import { watchPorts } from "./watch-ports.ts";

/**
 * A bot inside this process that can end as a killed process does: at one call of one port, with everything that it
 * holds of the outside cut in that moment and nothing drained. What a real SIGKILL adds is tried in
 * `killed-for-real.test.ts`, by a process of its own, at a sample of the same sites.
 */
export type MortalBot = {
  readonly services: Bot["services"];
  readonly people: (installation: string) => Originator;
  readonly ports: ReturnType<typeof watchPorts>;
  readonly database: StatementLine;
  readonly isDead: () => boolean;
  readonly died: Promise<void>;
  readonly kill: () => void;
  /** Stops it in order, or clears away what is left of one that was killed. */
  readonly end: () => Promise<void>;
};

const throughPort = (address: string, port: number): string => {
  const url = new URL(address);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return url.href;
};

const lineTo = (address: string) => {
  const { hostname, port } = new URL(address);
  return { host: hostname, port: Number(port || 5432) };
};

const dying = () => {
  let dead = false;
  let tell: () => void = () => undefined;
  const died = new Promise<void>((resolve) => (tell = resolve));
  const die = (): void => {
    dead = true;
    tell();
  };
  return { isDead: () => dead, died, die };
};

/** Starts a bot that reaches the database and Slack, and is reached, by lines that its death cuts. */
export const startMortalBot = async (
  starting: Starting,
  workspaces: readonly Workspace[],
  now: () => number,
): Promise<MortalBot> => {
  const { config } = starting;
  const database = await openStatementLine(lineTo(config.database));
  const slack = await Promise.all(config.installations.map(({ apiUrl = "" }) => openLine(lineTo(apiUrl))));
  const bot = await startBot({
    ...starting,
    config: {
      ...config,
      database: throughPort(config.database, database.port),
      installations: config.installations.map((one, at) => ({
        ...one,
        apiUrl: throughPort(one.apiUrl ?? "", slack[at]?.port ?? 0),
      })),
    },
  });
  const requests = await openLine({ host: "127.0.0.1", port: bot.port });
  const { isDead, died, die } = dying();
  const ports = watchPorts(isDead);
  ports.into(bot.services.context);
  ports.into(bot.services.sweeper);
  const lines = [database, requests, ...slack];
  const originators = new Map(
    workspaces.map((workspace) => {
      const { installation } = workspace.seed;
      const eventsUrl = `http://127.0.0.1:${requests.port}/slack/${installation}/events`;
      return [installation, createOriginator({ workspace, eventsUrl, now })];
    }),
  );
  return {
    services: bot.services,
    people: (installation) => {
      const found = originators.get(installation);
      if (found === undefined) throw new Error(`no installation ${installation}`);
      return found;
    },
    ports,
    database,
    isDead,
    died,
    kill: () => {
      die();
      for (const line of lines) line.cut();
    },
    end: async () => {
      const hanging = isDead() ? setInterval(ports.release, 20) : undefined;
      await bot.stop();
      clearInterval(hanging);
      await Promise.all(lines.map((line) => line.close()));
    },
  };
};
