import { randomBytes } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { v7 } from "uuid";
import type { Context } from "./casework/context.ts";
import { keepPeople } from "./casework/follow-people.ts";
import { warmGuard } from "./casework/guard-message.ts";
import { awaitReviews } from "./casework/await-reviews.ts";
import { openDesks } from "./casework/open-desks.ts";
import type { Config } from "./config.ts";
import { epochMilliseconds, type Instant } from "./domain/instant.ts";
import { tandemRefFrom } from "./domain/tandem-ref.ts";
import type { ReferenceFiles } from "./files/load-reference.ts";
import type { Log } from "./log.ts";
import type { Alarms, Clock, Ids } from "./ports.ts";
import type { Outgoing } from "./redaction-ports.ts";
import { noMailer } from "./mail/no-mailer.ts";
import { createMailer } from "./mail/smtp-mailer.ts";
import type { Mailer } from "./mail-ports.ts";
import { createMessenger } from "./slack/messenger.ts";
import { shownTexts } from "./slack/shown-texts.ts";
import { webClient } from "./slack/web-client.ts";
import { createAccessStore } from "./store/access-store.ts";
import { createCaseStore } from "./store/case-store.ts";
import { UserError } from "./errors.ts";
import { openDatabase, type Database } from "./store/database.ts";
import { describeFault } from "./store/describe-fault.ts";
import { createMetrics, type Metrics } from "./watching/metrics.ts";
import { openRedis, type OpenedRedis } from "./watching/open-redis.ts";
import { watchMessenger, type TokenState } from "./watching/watch-messenger.ts";
import { isMigrated } from "./store/migrate.ts";
import { refuseMissingKeys } from "./store/refuse-missing-keys.ts";
import { createNameStore } from "./store/name-tokens.ts";
import { createOutboxStore } from "./store/outbox-store.ts";
import { createTimerStore } from "./store/timer-store.ts";
import { createCalendarStore } from "./store/calendar-store.ts";
import { createDeskStore } from "./store/desk-store.ts";
import { createReviewStore } from "./store/review-store.ts";
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
  /** What stands in for randomness, for Slack and for the mail server when a story is replayed. */
  readonly parts?: Pick<Context, "ids" | "messenger" | "mailer">;
};

const clientsOf = ({ installations }: Config): ReadonlyMap<string, WebClient> =>
  new Map(installations.map((one) => [one.name, webClient(one)]));

/** Refuses a database that this build's schema was never put into, or that these keys cannot open. Throws UserError. */
const refuseUnsound = async ({ sql }: Database, { keys }: Config): Promise<void> => {
  if (!(await isMigrated(sql)))
    throw new UserError("The database is not at this version. Run: npm run tandem -- migrate");
  await refuseMissingKeys({ sql, keys });
};

const openSound = async (config: Config): Promise<Database> => {
  const database = await openDatabase(config.database);
  try {
    await refuseUnsound(database, config);
    return database;
  } catch (fault) {
    await database.close();
    throw fault;
  }
};

const storesOf = (store: StoreContext) => ({
  cases: createCaseStore(store),
  access: createAccessStore(store),
  people: createPeopleStore(store),
  outbox: createOutboxStore(store),
  timers: createTimerStore(store),
  watch: createWatchStore(store),
  worklist: createWorklistStore(store),
  desks: createDeskStore(store),
  reviews: createReviewStore(store),
  calendars: createCalendarStore(store),
  names: createNameStore(store),
});

/** What the rest of the bot learns from the calls to Slack. */
type SlackSeen = { lastGoodCall?: Instant; tokenChanged: (state: TokenState) => void };

type With = {
  readonly store: StoreContext;
  readonly alarms: Alarms;
  readonly metrics: Metrics;
  readonly slack: SlackSeen;
};

/** Whoever has left stays so, whatever an area's file says: only the register brings them back. */
const takePeopleFromFiles = async ({ files, clock, log }: Starting, people: Context["people"]) => {
  for (const { value } of files.areas.values()) {
    const { left } = await people.register(value, clock.dutyNow());
    for (const person of left)
      log.warn({ area: value.area, person }, "the area's file names somebody who has left");
  }
};

const mailerOf = ({ config: { mail }, clock }: Starting): Mailer =>
  mail === undefined ? noMailer : createMailer({ ...mail, clock });

const contextOf = async (starting: Starting, { store, alarms, metrics, slack }: With): Promise<Context> => {
  const { clock, config, files } = starting;
  const stores = storesOf(store);
  const reference = await activateReference(store, files, clock.dutyNow());
  await takePeopleFromFiles(starting, stores.people);
  await keepPeople({ clock, reference, people: stores.people });
  const messenger = watchMessenger(starting.parts?.messenger ?? createMessenger(clientsOf(config)), {
    metrics,
    succeeded: () => {
      slack.lastGoodCall = clock.machineNow();
    },
    tokenChanged: (state) => slack.tokenChanged(state),
  });
  const heldBack: Outgoing["heldBack"] = (notice, findings) =>
    starting.log.warn({ notice, findings }, "a message was held back, and a plain one sent in its place");
  const outgoing = { shows: shownTexts, heldBack };
  const { ids } = store;
  const mailer = starting.parts?.mailer ?? mailerOf(starting);
  return {
    clock,
    ids,
    ...stores,
    alarms,
    messenger,
    mailer,
    outgoing,
    reference,
    authority: files.authority,
  };
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
  const database = await openSound(config);
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
    warmGuard(context);
    redis.whenReady(await openDesks(context));
    redis.whenReady(await awaitReviews(context));
    const sweeper: Context = { ...context, ...storesOf({ ...store, sql: sweepers.sql }) };
    const { replays } = redis;
    return { context, sweeper, store, config, log, durable, close, redis, replays, metrics, slack };
  } catch (fault) {
    await close();
    throw fault;
  }
};

export type Services = Awaited<ReturnType<typeof createServices>>;
