import { randomBytes } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { v7 } from "uuid";
import type { Context } from "./casework/context.ts";
import { openDesks } from "./casework/open-desks.ts";
import type { Config } from "./config.ts";
import { epochMilliseconds, type Instant } from "./domain/instant.ts";
import { tandemRefFrom } from "./domain/tandem-ref.ts";
import type { ReferenceFiles } from "./files/load-reference.ts";
import type { Log } from "./log.ts";
import type { Alarms, Clock, Ids } from "./ports.ts";
import { createMessenger } from "./slack/messenger.ts";
import { webClient } from "./slack/web-client.ts";
import { createCaseStore } from "./store/case-store.ts";
import { UserError } from "./errors.ts";
import { openDatabase, type Database } from "./store/database.ts";
import { describeFault } from "./store/describe-fault.ts";
import { createMetrics, type Metrics } from "./watching/metrics.ts";
import { openRedis, type OpenedRedis } from "./watching/open-redis.ts";
import { watchMessenger, type TokenState } from "./watching/watch-messenger.ts";
import { isMigrated } from "./store/migrate.ts";
import { createOutboxStore } from "./store/outbox-store.ts";
import { createTimerStore } from "./store/timer-store.ts";
import { createCalendarStore } from "./store/calendar-store.ts";
import { createDeskStore } from "./store/desk-store.ts";
import { createWorklistStore } from "./store/worklist-store.ts";
import { createWatchStore } from "./store/watch-store.ts";
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
  /** What stands in for randomness and for Slack when a story is replayed. */
  readonly parts?: Pick<Context, "ids" | "messenger">;
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

const storesOf = (store: StoreContext) => ({
  cases: createCaseStore(store),
  people: createPeopleStore(store),
  outbox: createOutboxStore(store),
  timers: createTimerStore(store),
  watch: createWatchStore(store),
  worklist: createWorklistStore(store),
  desks: createDeskStore(store),
  calendars: createCalendarStore(store),
});

/** What the rest of the bot learns from the calls to Slack. */
type SlackSeen = { lastGoodCall?: Instant; tokenChanged: (state: TokenState) => void };

type With = {
  readonly store: StoreContext;
  readonly alarms: Alarms;
  readonly metrics: Metrics;
  readonly slack: SlackSeen;
};

const contextOf = async (starting: Starting, { store, alarms, metrics, slack }: With): Promise<Context> => {
  const { clock, config, files } = starting;
  const stores = storesOf(store);
  const reference = await activateReference(store, files, clock.dutyNow());
  for (const { value } of files.areas.values()) await stores.people.register(value, clock.dutyNow());
  const messenger = watchMessenger(starting.parts?.messenger ?? createMessenger(clientsOf(config)), {
    metrics,
    succeeded: () => {
      slack.lastGoodCall = clock.machineNow();
    },
    tokenChanged: (state) => slack.tokenChanged(state),
  });
  return { clock, ids: store.ids, ...stores, alarms, messenger, reference, authority: files.authority };
};

/** The sweeper's own connections, which nobody else can use up; the embedded database has one for all. */
const sweepersDatabase = async (address: string, database: Database): Promise<Database> =>
  database.durable ? openDatabase(address, 2) : { ...database, close: () => Promise.resolve() };

const openRedisOf = ({ config, clock, log, prefix = "tandem" }: Starting): OpenedRedis =>
  openRedis({
    url: config.redisUrl,
    prefix,
    clock,
    onFault: (fault) => log.warn({ fault: describeFault(fault) }, "redis did not answer"),
  });

/** Builds everything that a running bot works with, from its configuration and its data files. Leaves nothing open when it cannot. */
export const createServices = async (starting: Starting) => {
  const { config, clock, log } = starting;
  const database = await openMigrated(config.database);
  const sweepers = await sweepersDatabase(config.database, database);
  const redis = openRedisOf(starting);
  const metrics = createMetrics();
  const close = async (): Promise<void> => {
    metrics.delay.disable();
    await Promise.allSettled([redis.close(), sweepers.close(), database.close()]);
  };
  const { sql, durable } = database;
  const ids = starting.parts?.ids ?? systemIds(clock);
  const store: StoreContext = { sql, ids, keys: config.keys, auditKey: config.auditKey };
  const slack: SlackSeen = { tokenChanged: () => undefined };
  try {
    const context = await contextOf(starting, { store, alarms: redis.alarms, metrics, slack });
    redis.whenReady(await openDesks(context));
    const sweeper: Context = { ...context, ...storesOf({ ...store, sql: sweepers.sql }) };
    const { replays } = redis;
    return { context, sweeper, store, config, log, durable, close, redis, replays, metrics, slack };
  } catch (fault) {
    await close();
    throw fault;
  }
};

export type Services = Awaited<ReturnType<typeof createServices>>;
