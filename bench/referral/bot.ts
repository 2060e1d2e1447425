import { createHash } from "node:crypto";
import { startBot } from "../../src/bot.ts";
import type { Config, InstallationConfig } from "../../src/config.ts";
import { epochMilliseconds, instantOf, parseInstant } from "../../src/domain/instant.ts";
import { createLog } from "../../src/log.ts";
import type { Clock } from "../../src/ports.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";
import { runAsChild } from "../child.ts";

export type BotGiven = {
  readonly database: string;
  readonly redisUrl: string;
  readonly role: Config["role"];
  readonly installations: readonly InstallationConfig[];
  /** When duty time begins to run; machine time is the machine's. */
  readonly dutyBegins: string;
};
export type BotAnswer = { readonly port: number };

const bytes = (of: string): Uint8Array => createHash("sha256").update(of).digest();

const clockFrom = (begins: string): Clock => {
  const from = epochMilliseconds(parseInstant(begins));
  const started = Date.now();
  return {
    dutyNow: () => instantOf(from + Date.now() - started),
    machineNow: () => instantOf(Date.now()),
  };
};

const configFor = ({ database, redisUrl, role, installations }: BotGiven): Config => ({
  installations,
  database,
  redisUrl,
  role,
  keys: { current: "bench", keys: new Map([["bench", bytes("bench")]]) },
  auditKey: bytes("audit"),
  port: 0,
  host: "127.0.0.1",
  logLevel: "error",
});

// The bot itself, in a process of its own.
runAsChild<BotGiven, BotAnswer>(async (given) => {
  const bot = await startBot({
    config: configFor(given),
    files: referenceOrFault(packageRoot),
    clock: clockFrom(given.dutyBegins),
    log: createLog("error"),
  });
  return { answer: { port: bot.port }, stop: bot.stop };
});
