import { App, HTTPReceiver } from "@slack/bolt";
import type { Server } from "node:http";
import type { Boundary } from "../handlers/boundary.ts";
import { registerHandlers } from "../handlers/index.ts";
import { startKeepingCalendar } from "../jobs/calendar.ts";
import { startJobs } from "../jobs/index.ts";
import { startKeepingPeople } from "../jobs/people.ts";
import { telephonesFrom } from "./casework/identify.ts";
import type { InstallationConfig } from "./config.ts";
import { epochMilliseconds } from "./domain/instant.ts";
import type { GatedInstallation } from "./http/request-gate.ts";
import { portOf, startServer } from "./http/server.ts";
import { queueNames } from "./queue/alarms.ts";
import { workerConnection } from "./queue/connection.ts";
import { readiness, type Readiness } from "./readiness.ts";
import { createServices, type Services, type Starting } from "./services.ts";
import { boltLogger } from "./slack/bolt-logger.ts";
import { clientOptions } from "./slack/web-client.ts";
import { describeFault } from "./store/describe-fault.ts";
import { MasterKeyMissing } from "./store/key-ring.ts";
import { runningWork, type RunningWork } from "./watching/running-work.ts";
import { watchWork } from "./watching/watch-work.ts";

const neverAnsweredByBolt = 10_000;

/** Logs a fault under a short reference, without its words, and answers the reference. */
const faultLogger =
  ({ log, context, metrics }: Services) =>
  (fault: unknown, where: string): string => {
    const reference = context.ids.next().slice(-6).toUpperCase();
    const masterKey = fault instanceof MasterKeyMissing ? fault.masterKey : undefined;
    if (masterKey !== undefined) metrics.keyMissing.inc();
    log.error({ reference, where, fault: describeFault(fault), masterKey }, "fault");
    return reference;
  };

const boundaryOf = (services: Services, installation: string): Boundary => ({
  services,
  installation,
  // Asked for anew each time: the number that answers now comes first.
  get telephones() {
    return telephonesFrom(services.context, installation);
  },
  fault: faultLogger(services),
});

const boltApp = async (
  services: Services,
  one: InstallationConfig,
  running: RunningWork,
): Promise<GatedInstallation> => {
  const logger = boltLogger(services.log);
  const receiver = new HTTPReceiver({
    signingSecret: one.signingSecret,
    endpoints: `/slack/${one.name}/events`,
    logger,
    unhandledRequestTimeoutMillis: neverAnsweredByBolt,
  });
  const app = new App({
    receiver,
    logger,
    // Looks nothing up: a database fault in here would lose the request and answer that all is well.
    authorize: () => Promise.resolve({ botToken: one.botToken, teamId: one.teamId }),
    clientOptions: clientOptions(one),
    deferInitialization: true,
  });
  await app.init();
  app.use(({ next }) => running.track(next()));
  registerHandlers(app, boundaryOf(services, one.name));
  return {
    name: one.name,
    teamId: one.teamId,
    signingSecret: one.signingSecret,
    listener: receiver.requestListener,
  };
};

export type Bot = {
  readonly services: Services;
  readonly port: number;
  readonly refusals: ReadonlyMap<string, number>;
  /** Stops taking requests, lets what is running end, and closes every connection. */
  readonly stop: () => Promise<void>;
};

type Serving = {
  readonly refusals: Map<string, number>;
  readonly health: Readiness;
  readonly running: RunningWork;
};

const serve = async (services: Services, { refusals, health, running }: Serving): Promise<Server> => {
  const { config, log, replays, context, metrics } = services;
  const apps = config.installations.map((one) => boltApp(services, one, running));
  const installations = await Promise.all(apps);
  return startServer(
    {
      gate: {
        replays,
        nowMilliseconds: () => epochMilliseconds(context.clock.machineNow()),
        refused: (installation, because) => {
          metrics.refused.inc({ reason: because });
          refusals.set(because, (refusals.get(because) ?? 0) + 1);
          log.warn({ installation, because }, "request refused");
        },
      },
      health,
      installations,
      onFault: (fault) => log.error({ fault: describeFault(fault) }, "request failed"),
    },
    config,
  );
};

const handlersEndWithin = 5_000;

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const tooLate = setTimeout(() => server.closeAllConnections(), handlersEndWithin);
    server.close(() => {
      clearTimeout(tooLate);
      resolve();
    });
    server.closeIdleConnections();
  });

const workerRedis = ({ config, log }: Services, prefix: string) => {
  if (config.redisUrl === undefined) return undefined;
  const connection = workerConnection(config.redisUrl);
  connection.on("error", (fault) => log.warn({ fault: describeFault(fault) }, "redis did not answer"));
  return { connection, prefix, queues: queueNames };
};

/** Ends each thing in turn; one that cannot end in order keeps none of the others open. */
const inTurn = async (
  steps: readonly (() => unknown)[],
  onFault: (fault: unknown) => void,
): Promise<void> => {
  for (const step of steps) {
    try {
      await step();
    } catch (fault) {
      onFault(fault);
    }
  }
};

/** The loops and workers of a bot, by its role, and how they end in turn. */
const startWork = (services: Services, prefix: string, onFault: (fault: unknown) => void) => {
  const redis = workerRedis(services, prefix);
  const watched = watchWork(services);
  const jobs = services.config.role === "web" ? undefined : startJobs(services, redis, onFault, watched);
  const calendar = startKeepingCalendar(services.context, onFault);
  const people = startKeepingPeople(services.context, onFault);
  const ends = [
    () => calendar.close(),
    () => people.close(),
    () => jobs?.close(),
    () => redis?.connection.disconnect(),
  ];
  return { watched, jobs, ends: [...ends, () => services.close()] };
};

/** Starts the bot by its role: `web` answers Slack, `worker` sends what is due, `all` does both. */
export const startBot = async (starting: Starting): Promise<Bot> => {
  const services = await createServices(starting);
  const { config, log } = services;
  const onFault = (fault: unknown) => log.warn({ fault: describeFault(fault) }, "a job met a fault");
  const { watched, jobs, ends } = startWork(services, starting.prefix ?? "tandem", onFault);
  const refusals = new Map<string, number>();
  const running = runningWork();
  const health = readiness(services, { jobs, ...watched });
  try {
    const server =
      config.role === "worker" ? undefined : await serve(services, { refusals, health, running });
    const first = [
      () => health.stopping(),
      () => (server === undefined ? undefined : closed(server)),
      () => running.ended(handlersEndWithin),
    ];
    const stop = () => inTurn([...first, ...ends], onFault);
    return { services, port: server === undefined ? 0 : portOf(server), refusals, stop };
  } catch (fault) {
    await inTurn(ends, onFault);
    throw fault;
  }
};
