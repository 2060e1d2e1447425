import { Worker, type ConnectionOptions } from "bullmq";
import type { Services } from "../src/services.ts";
import { deliverJob } from "./deliver.ts";
import { startSweeping, type Sweeping } from "./sweep.ts";

export type Redis = {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly queues: Readonly<Record<"urgent" | "normal", string>>;
};
export type Jobs = { readonly sweeping: Sweeping; readonly close: () => Promise<void> };

const concurrency = { urgent: 20, normal: 10 } as const;

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
  const workerFor = ({ connection, prefix, queues }: Redis, lane: "urgent" | "normal"): Worker =>
    new Worker(queues[lane], deliverJob(services.context), {
      connection,
      prefix,
      concurrency: concurrency[lane],
      maxStalledCount: 5,
    })
      .on("error", onFault)
      .on("failed", (_job, fault) => onFault(fault));
  const workers = redis === undefined ? [] : [workerFor(redis, "urgent"), workerFor(redis, "normal")];
  return {
    sweeping,
    close: async () => {
      // A worker that cannot reach Redis rejects here; what it held is in the outbox, under a lease that will end.
      await Promise.allSettled(workers.map((worker) => worker.close()));
      await sweeping.close();
    },
  };
};
