import { randomBytes } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { v7 } from "uuid";
import type { Context } from "./casework/context.ts";
import type { Config } from "./config.ts";
import { epochMilliseconds } from "./domain/instant.ts";
import { tandemRefFrom } from "./domain/tandem-ref.ts";
import type { ReferenceFiles } from "./files/load-reference.ts";
import type { Log } from "./log.ts";
import type { Clock, Ids } from "./ports.ts";
import { createAlarms, noAlarms } from "./queue/alarms.ts";
import { producerConnection } from "./queue/connection.ts";
import { createReplayMemory, noReplayMemory } from "./queue/replay-memory.ts";
import { createMessenger } from "./slack/messenger.ts";
import { webClient } from "./slack/web-client.ts";
import { createCaseStore } from "./store/case-store.ts";
import { UserError } from "./errors.ts";
import { openDatabase } from "./store/database.ts";
import { isMigrated } from "./store/migrate.ts";
import { describeFault } from "./store/describe-fault.ts";
import { createOutboxStore } from "./store/outbox-store.ts";
import { createTimerStore } from "./store/timer-store.ts";
import { createWorklistStore } from "./store/worklist-store.ts";
import { createPeopleStore } from "./store/people-store.ts";
import type { StoreContext } from "./store/store-context.ts";
import { activateReference } from "./activate-reference.ts";

/** UUIDs that sort by machine time, and references from the system's own randomness. */
export const systemIds = (clock: Clock): Ids => ({
  next: () => v7({ msecs: epochMilliseconds(clock.machineNow()) }),
  newRef: () => tandemRefFrom(randomBytes(7)),
});

export type Starting = {
  readonly config: Config;
  readonly files: ReferenceFiles;
  readonly clock: Clock;
  readonly log: Log;
  /** Keeps two bots on one Redis apart. */
  readonly prefix?: string;
};

const redisOf = ({ config, clock, log, prefix = "tandem" }: Starting) => {
  if (config.redisUrl === undefined)
    return {
      alarms: noAlarms,
      replays: noReplayMemory,
      isReady: () => false,
      close: () => Promise.resolve(),
    };
  const connection = producerConnection(config.redisUrl);
  const onFault = (fault: unknown) => log.warn({ fault: describeFault(fault) }, "redis did not answer");
  connection.on("error", onFault);
  const alarms = createAlarms(connection, prefix, clock, onFault);
  return {
    alarms,
    replays: createReplayMemory(connection, prefix),
    isReady: () => connection.status === "ready",
    close: async () => {
      await alarms.close();
      connection.disconnect();
    },
  };
};

const clientsOf = ({ installations }: Config): ReadonlyMap<string, WebClient> =>
  new Map(installations.map((one) => [one.name, webClient(one)]));

/** Opens the database, and refuses one that this build's schema was never put into. Throws UserError. */
const openMigrated = async (address: string) => {
  const database = await openDatabase(address);
  if (await isMigrated(database.sql)) return database;
  await database.close();
  throw new UserError("The database is not at this version. Run: npm run tandem -- migrate");
};

type Redis = ReturnType<typeof redisOf>;

const contextOf = async (starting: Starting, store: StoreContext, redis: Redis): Promise<Context> => {
  const { clock, config, files } = starting;
  const people = createPeopleStore(store);
  const reference = await activateReference(store, files, clock.dutyNow());
  for (const { value } of files.areas.values()) await people.register(value, clock.dutyNow());
  return {
    clock,
    ids: store.ids,
    cases: createCaseStore(store),
    people,
    outbox: createOutboxStore(store),
    timers: createTimerStore(store),
    worklist: createWorklistStore(store),
    alarms: redis.alarms,
    messenger: createMessenger(clientsOf(config)),
    reference,
    authority: files.authority,
  };
};

/** Builds everything that a running bot works with, from its configuration and its data files. Leaves nothing open when it cannot. */
export const createServices = async (starting: Starting) => {
  const { config, clock, log } = starting;
  const database = await openMigrated(config.database);
  const redis = redisOf(starting);
  const close = async (): Promise<void> => {
    await Promise.allSettled([redis.close(), database.close()]);
  };
  const { sql, durable } = database;
  const store: StoreContext = { sql, ids: systemIds(clock), keys: config.keys, auditKey: config.auditKey };
  try {
    const context = await contextOf(starting, store, redis);
    return {
      context,
      store,
      config,
      log,
      durable,
      close,
      replays: redis.replays,
      redisIsReady: redis.isReady,
    };
  } catch (fault) {
    await close();
    throw fault;
  }
};

export type Services = Awaited<ReturnType<typeof createServices>>;
