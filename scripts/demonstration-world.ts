import { randomUUID } from "node:crypto";
import { startMailbox } from "../simulator/mailbox.ts";
import type { PageWorld } from "../simulator/page/page-world.ts";
import type { Config } from "../src/config.ts";
import type { Area } from "../src/domain/area/area-schema.ts";
import type { Instant } from "../src/domain/instant.ts";
import { wallClock } from "../src/clock.ts";
import type { ReferenceFiles } from "../src/files/load-reference.ts";
import type { Log } from "../src/log.ts";
import { packageRoot } from "../src/run.ts";
import { describeFault } from "../src/store/describe-fault.ts";
import { demonstrationMail, demonstrationPassphrase } from "./demonstration-mail.ts";
import { createDutyClock, type DutyClock } from "./duty-clock.ts";
import { forgetPrefix } from "./forget-prefix.ts";
import { nextClosingOf } from "./next-closing.ts";
import { createPageClock } from "./page-clock.ts";
import { readPageManifest } from "./page-manifest.ts";
import { pagePeopleOf } from "./page-people.ts";
import { startSimulatedBot, type SimulatedBot } from "./simulated-bot.ts";

export type DemonstrationParts = {
  readonly area: Area;
  readonly files: ReferenceFiles;
  readonly log: Log;
  /** A database that nobody has used, made anew for each world. */
  readonly freshDatabase: () => Promise<{ readonly url: string; readonly drop: () => Promise<void> }>;
  readonly redisUrl?: string;
  readonly keys?: Pick<Config, "keys" | "auditKey">;
  /** Machine time in milliseconds after which a skip ends where it is. */
  readonly skipWithin?: number;
  /** Duty time at the start; the present when it is left out. */
  readonly from?: Instant;
};

export type DemonstrationWorld = PageWorld & {
  readonly simulated: SimulatedBot;
  /** What its keys in Redis begin with. */
  readonly prefix: string;
};

/** Two minutes: nobody waits for days of unanswered reminders, which leave at one a second. */
const patience = 120_000;

const faultLog =
  (log: Log) =>
  (fault: unknown): void =>
    log.warn({ fault: describeFault(fault) }, "the demonstration met a fault");

const clockOf = ({ area, log, skipWithin }: DemonstrationParts, duty: DutyClock, { bot }: SimulatedBot) => {
  const { sweeper, redis } = bot.services;
  return createPageClock({
    duty,
    skipWithin: skipWithin ?? patience,
    nextClosing: (after) => nextClosingOf(area, sweeper.reference.calendar(), after),
    skipping: {
      context: sweeper,
      alarmCheck: redis.alarmCheck,
      onFault: faultLog(log),
    },
  });
};

/** Everything that a world stands on besides the bot: each is its own, and goes when it does. */
const groundOf = async ({ area, freshDatabase, from }: DemonstrationParts) => {
  const { url, drop } = await freshDatabase();
  const mailbox = await startMailbox();
  const passphrase = demonstrationPassphrase(area);
  return {
    url,
    prefix: `tandem-demonstration-${randomUUID()}`,
    duty: createDutyClock(wallClock.machineNow, from),
    mail: { mailbox, ...(passphrase === undefined ? {} : { passphrase }) },
    clear: async () => {
      await mailbox.close();
      await drop();
    },
  };
};

/** A bot with its simulated workspaces, a database and a Redis prefix that nobody used before, and a clock to move. */
export const openDemonstrationWorld = async (parts: DemonstrationParts): Promise<DemonstrationWorld> => {
  const { area, redisUrl, log } = parts;
  const { url, prefix, duty, mail, clear } = await groundOf(parts);
  const simulated = await startSimulatedBot({
    ...parts,
    clock: duty.clock,
    database: url,
    prefix,
    mail: demonstrationMail(area, mail.mailbox.port),
  });
  const { workspaces, originators } = simulated;
  const clock = clockOf(parts, duty, simulated);
  return {
    simulated,
    prefix,
    workspaces,
    originators,
    people: pagePeopleOf(area, [...workspaces.values()]),
    ...readPageManifest(packageRoot),
    clock,
    mail,
    stop: async () => {
      await clock.stop();
      await simulated.stop();
      if (redisUrl !== undefined) await forgetPrefix(redisUrl, prefix).catch(faultLog(log));
      await clear();
    },
  };
};
