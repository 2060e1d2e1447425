import path from "node:path";
import { fileURLToPath } from "node:url";
import { wallClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { UserError } from "./errors.ts";
import { loadReferenceFiles, type ReferenceFiles } from "./files/load-reference.ts";
import { faultInWords } from "./files/read-yaml.ts";
import { mailGaps } from "./mail-gaps.ts";
import { createLog } from "./log.ts";

/** The folder that holds protocols/, areas/ and authority.yaml. */
export const packageRoot = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Reads the data files, or says everything that is wrong with them. Throws UserError. */
export const referenceOrFault = (root: string): ReferenceFiles => {
  const loaded = loadReferenceFiles(root);
  if (loaded.ok) return loaded.files;
  const faults = loaded.faults.map((one) => `  - ${faultInWords(one)}`).join("\n");
  throw new UserError(`Tandem cannot start. Put these right:\n${faults}`);
};

/** Requests, handlers and jobs each have their own shorter limit. */
const stopsWithin = 30_000;

/** Runs the bot until it is told to stop: SIGTERM and SIGINT let what is running end first. */
export const run = async (config: Config): Promise<void> => {
  const log = createLog(config.logLevel);
  // Not before now: the command line asks this file for the data files, and Slack's libraries take a while to load.
  const { startBot } = await import("./bot.ts");
  const files = referenceOrFault(packageRoot);
  const bot = await startBot({ config, files, clock: wallClock, log });
  for (const { says, next } of mailGaps(files, config.mail)) log.warn({ next }, says);
  log.info({ port: bot.port, role: config.role }, "Tandem is running");
  let stopping = false;
  const stop = (): void => {
    // A second signal changes nothing: what is running gets its time, and no more than that.
    if (stopping) return;
    stopping = true;
    log.info("stopping");
    setTimeout(() => process.exit(1), stopsWithin).unref();
    bot.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
};
