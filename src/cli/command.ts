import { createServices, systemIds, type Services } from "../services.ts";
import {
  configurationFault,
  loadEnvironmentFile,
  processEnvironment,
  readConfig,
  type Config,
} from "../config.ts";
import { UserError } from "../errors.ts";
import { createLog } from "../log.ts";
import { wallClock } from "../clock.ts";
import { packageRoot, referenceOrFault } from "../run.ts";
import { openDatabase } from "../store/database.ts";
import type { StoreContext } from "../store/store-context.ts";

/** A command of the command line: what its usage says, and what it does. Throws UserError for the person who typed it. */
export type Command = { readonly says: string; readonly run: (words: readonly string[]) => Promise<void> };
export type Commands = Readonly<Record<string, Command>>;

export const print = (text: string): void => console.log(text);

/** The complete configuration. Throws UserError with every fault of it. */
export const configured = (): Config => {
  loadEnvironmentFile();
  const read = readConfig(processEnvironment());
  if (read.kind === "config") return read.config;
  throw read.kind === "faults"
    ? configurationFault(read.faults)
    : new UserError("No credentials are set. See .env.example.");
};

/** The record and its keys, and nothing else that a bot needs. */
export const withStore = async (work: (store: StoreContext) => Promise<void>): Promise<void> => {
  const config = configured();
  const database = await openDatabase(config.database, 4, true);
  try {
    await work({
      sql: database.sql,
      ids: systemIds(wallClock),
      keys: config.keys,
      auditKey: config.auditKey,
    });
  } finally {
    await database.close();
  }
};

/** Everything that a running bot works with, but for whoever answers Slack. */
export const withServices = async (work: (services: Services) => Promise<void>): Promise<void> => {
  const config = configured();
  const files = referenceOrFault(packageRoot);
  const services = await createServices({ config, files, clock: wallClock, log: createLog(config.logLevel) });
  try {
    await work(services);
  } finally {
    await services.close();
  }
};
