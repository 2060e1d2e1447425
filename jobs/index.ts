import { Worker, type ConnectionOptions } from "bullmq";
import type { Services } from "../src/services.ts";
import type { AlarmCheck, Repairs } from "../src/watch-ports.ts";
import { startCheckpoints } from "./checkpoint.ts";
import { deliverJob } from "./deliver.ts";
import { timerJob } from "./timer.ts";
import { startReconciling } from "./reconcile.ts";
import { startSweeping, type Sweeping, type SweepingHow } from "./sweep.ts";

export type Redis = {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly queues: Readonly<Record<QueueName, string>>;
};
type QueueName = "urgent" | "normal" | "timers";
export type Jobs = { readonly sweeping: Sweeping; readonly close: () => Promise<void> };

/** How the loops are watched, and with what of their own they work. */
export type Watched = {
  /** What the sweeper works with: connections to PostgreSQL of its own. */
  readonly sweeper?: Services["context"];
  readonly sweeping?: SweepingHow;
  /** Makes a checkpoint of the record, and anchors it. */
  readonly checkpoint?: () => Promise<void>;
  readonly alarms?: {
    readonly check: AlarmCheck;
    readonly repaired: (repairs: Repairs) => void;
    readonly whenReady: (then: () => void) => void;
  };
};

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

const workersOn = (context: Services["context"], redis: Redis, onFault: (fault: unknown) => void) => {
  const { connection, prefix, queues } = redis;
  const work = { urgent: deliverJob(context), normal: deliverJob(context), timers: timerJob(context) };
  const names: readonly QueueName[] = ["urgent", "normal", "timers"];
  return names.map((name) =>
    new Worker(queues[name], work[name], {
      connection,
      prefix,
      concurrency: concurrency[name],
      maxStalledCount: 5,
    })
      .on("error", onFault)
      .on("failed", (_job, fault) => onFault(fault)),
  );
};

const reconcilingFor = (
  { context }: Pick<Services, "context">,
  { alarms }: Watched,
  onFault: (fault: unknown) => void,
) => {
  if (alarms === undefined) return undefined;
  const loop = startReconciling(context, { ...alarms, onFault });
  alarms.whenReady(() => loop.now());
  return loop;
};

/**
 * Every job, on one screen. Urgent messages have a queue and workers of their own, so that they never stand behind
 * others. Without Redis the sweeper does all of it, a second or so later.
 */
export const startJobs = (
  services: Pick<Services, "context">,
  redis: Redis | undefined,
  onFault: (fault: unknown) => void,
  watched: Watched = {},
): Jobs => {
  const sweeping = startSweeping(watched.sweeper ?? services.context, onFault, watched.sweeping);
  const reconciling = reconcilingFor(services, watched, onFault);
  const checkpoints =
    watched.checkpoint === undefined ? undefined : startCheckpoints(watched.checkpoint, onFault);
  const workers = redis === undefined ? [] : workersOn(services.context, redis, onFault);
  return {
    sweeping,
    close: async () => {
      // A worker that cannot reach Redis rejects here; what it held is in the outbox, under a lease that will end.
      await Promise.allSettled([...workers.map(drain), reconciling?.close(), checkpoints?.close()]);
      await sweeping.close();
    },
  };
};
