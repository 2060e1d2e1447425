import { Worker, type ConnectionOptions } from "bullmq";
import type { Services } from "../src/services.ts";
import { deliverJob } from "./deliver.ts";
import { timerJob } from "./timer.ts";
import { startSweeping, type Sweeping } from "./sweep.ts";

export type Redis = {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly queues: Readonly<Record<QueueName, string>>;
};
type QueueName = "urgent" | "normal" | "timers";
export type Jobs = { readonly sweeping: Sweeping; readonly close: () => Promise<void> };

const concurrency = { urgent: 20, normal: 10, timers: 10 } as const;

/** Longer than any call to Slack may take; then what a worker still holds is left to its lease. */
const drainWithin = 12_000;

/** Lets what a worker is doing end. One that cannot reach Redis would wait for it without end: it is let go. */
const drain = (worker: Worker): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, drainWithin);
  });
  return Promise.race([worker.close(), tooLate]).finally(() => clearTimeout(timer));
};

/**
 * Every job, on one screen. Urgent messages have a queue and workers of their own, so that they never stand behind
 * others. Without Redis the sweeper does all of it, a second or so later.
 */
export const startJobs = (
  services: Services,
  redis: Redis | undefined,
  onFault: (fault: unknown) => void,
): Jobs => {
  const sweeping = startSweeping(services.context, onFault);
  const work = {
    urgent: deliverJob(services.context),
    normal: deliverJob(services.context),
    timers: timerJob(services.context),
  };
  const workerFor = ({ connection, prefix, queues }: Redis, name: QueueName): Worker =>
    new Worker(queues[name], work[name], {
      connection,
      prefix,
      concurrency: concurrency[name],
      maxStalledCount: 5,
    })
      .on("error", onFault)
      .on("failed", (_job, fault) => onFault(fault));
  const names: readonly QueueName[] = ["urgent", "normal", "timers"];
  const workers = redis === undefined ? [] : names.map((name) => workerFor(redis, name));
  return {
    sweeping,
    close: async () => {
      // A worker that cannot reach Redis rejects here; what it held is in the outbox, under a lease that will end.
      await Promise.allSettled(workers.map(drain));
      await sweeping.close();
    },
  };
};
