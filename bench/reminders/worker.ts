import { startJobs } from "../../jobs/index.ts";
import { queueNames } from "../../src/queue/alarms.ts";
import { workerConnection } from "../../src/queue/connection.ts";
import { runAsChild } from "../child.ts";
import { ringAll } from "./ring-all.ts";
import { servicesFor, type Serving } from "./services.ts";

export type WorkerGiven = Serving & { readonly redisUrl: string };

/** As in service: the alarm clock is let go first. */
const grace = () => ({ timers: 2_000, messages: 3_000 });

const onFault = (fault: unknown): void => console.error(fault);

// Every worker of the bot: reminders, messages, urgent messages, and the sweeper behind them.
runAsChild<WorkerGiven, "ready">(async (given) => {
  const services = await servicesFor(given);
  const connection = workerConnection(given.redisUrl);
  const jobs = startJobs(services, { connection, prefix: given.prefix, queues: queueNames }, onFault, {
    sweeper: services.sweeper,
    sweeping: { grace },
  });
  await ringAll(services);
  const stop = async (): Promise<void> => {
    await jobs.close();
    connection.disconnect();
    await services.close();
  };
  return { answer: "ready", stop };
});
