import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { epochMilliseconds, type Instant } from "../domain/instant.ts";
import type { Lane } from "../domain/notices/notice.ts";
import { TemporaryFailure } from "../errors.ts";
import type { Alarms, Clock } from "../ports.ts";

export const queueNames: Readonly<Record<Lane, string>> = { urgent: "deliver-urgent", normal: "deliver" };

type Woken = Parameters<Alarms["wake"]>[0];

const jobOf = (id: string, revision: number, delay: number) => ({
  name: "deliver",
  data: { outbox: id },
  opts: { jobId: `o-${id}-r${revision}`, delay, removeOnComplete: true, removeOnFail: 1_000, attempts: 1 },
});

const delayUntil = (clock: Clock, at: Instant | undefined): number =>
  at === undefined ? 0 : Math.max(0, epochMilliseconds(at) - epochMilliseconds(clock.machineNow()));

export type AlarmClock = Alarms & { readonly close: () => Promise<void> };

/**
 * One lane's queue, made when it is first needed with Redis there. A queue asks Redis once who it is, and is of no use
 * for ever if that one answer is lost: then the next one to need it makes another.
 */
const lazyQueue = (connection: Redis, prefix: string, name: string, onFault: (fault: unknown) => void) => {
  let queue: Queue | undefined;
  const close = async (one: Queue): Promise<void> => {
    // A queue that cannot reach Redis rejects here, and there is nothing left to save.
    await one.close().catch(onFault);
  };
  const make = (): Queue => {
    const made = new Queue(name, { connection, prefix }).on("error", onFault);
    made.waitUntilReady().catch(async () => {
      if (queue === made) queue = undefined;
      await close(made);
    });
    return made;
  };
  return {
    get: (): Queue => (queue ??= make()),
    close: async () => {
      if (queue !== undefined) await close(queue);
    },
  };
};

/**
 * The enqueue side of BullMQ. A job holds an id and nothing else; its own id carries a revision, because one that is
 * still kept would be ignored. Nothing waits for it, and a Redis that does not answer costs promptness only.
 */
export const createAlarms = (
  connection: Redis,
  prefix: string,
  clock: Clock,
  onFault: (fault: unknown) => void,
): AlarmClock => {
  const queues = {
    urgent: lazyQueue(connection, prefix, queueNames.urgent, onFault),
    normal: lazyQueue(connection, prefix, queueNames.normal, onFault),
  };
  const add = async (lane: Lane, items: Woken, delay: number): Promise<void> => {
    // A queue would wait for Redis without end; the sweeper sends what is not woken.
    if (connection.status !== "ready") throw new TemporaryFailure("Redis is not there");
    const jobs = items
      .filter((one) => one.lane === lane)
      .map(({ id, revision }) => jobOf(id, revision, delay));
    if (jobs.length > 0) await queues[lane].get().addBulk(jobs);
  };
  return {
    wake: (items, at) => {
      const delay = delayUntil(clock, at);
      Promise.all([add("urgent", items, delay), add("normal", items, delay)]).catch(onFault);
    },
    close: async () => {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
};

/** No Redis at all: the sweeper sends everything. */
export const noAlarms: AlarmClock = { wake: () => undefined, close: () => Promise.resolve() };
