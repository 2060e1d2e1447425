import type { Redis } from "ioredis";
import { epochMilliseconds, type Instant } from "../domain/instant.ts";
import type { Lane } from "../domain/notices/notice.ts";
import { TemporaryFailure } from "../errors.ts";
import type { Alarms, Clock, TimerAlarm } from "../ports.ts";
import { lazyQueue } from "./lazy-queue.ts";

export const queueNames = { urgent: "deliver-urgent", normal: "deliver", timers: "timers" } as const;

type Woken = Parameters<Alarms["wake"]>[0];

/** An alarm that rings when a message may leave. */
export const messageJob = (id: string, revision: number, delay: number) => ({
  name: "deliver",
  data: { outbox: id },
  opts: { jobId: `o-${id}-r${revision}`, delay, removeOnComplete: true, removeOnFail: 1_000, attempts: 1 },
});

const delayUntil = (clock: Clock, at: Instant | undefined): number =>
  at === undefined ? 0 : Math.max(0, epochMilliseconds(at) - epochMilliseconds(clock.machineNow()));

/** An alarm that rings when a timer falls due, by duty time. */
export const timerJob = ({ id, ref, dueAt, revision }: TimerAlarm, clock: Clock) => ({
  name: "timer",
  data: { ref, timer: id },
  opts: {
    jobId: `t-${id}-r${revision}`,
    delay: Math.max(0, epochMilliseconds(dueAt) - epochMilliseconds(clock.dutyNow())),
    removeOnComplete: true,
    removeOnFail: 1_000,
    attempts: 1,
  },
});

export type AlarmJob = ReturnType<typeof messageJob> | ReturnType<typeof timerJob>;

export type AlarmClock = Alarms & {
  /** Adds jobs and waits until Redis has them. Throws when Redis is away. */
  readonly add: Add;
  readonly close: () => Promise<void>;
};

type Add = (name: keyof typeof queueNames, jobs: readonly AlarmJob[]) => Promise<void>;

const alarmsThrough = (add: Add, clock: Clock, onFault: (fault: unknown) => void): Alarms => {
  const wakeLane = (lane: Lane, items: Woken, delay: number): Promise<void> => {
    const jobs = items
      .filter((one) => one.lane === lane)
      .map(({ id, revision }) => messageJob(id, revision, delay));
    return add(lane, jobs);
  };
  return {
    wake: (items, at) => {
      const delay = delayUntil(clock, at);
      Promise.all([wakeLane("urgent", items, delay), wakeLane("normal", items, delay)]).catch(onFault);
    },
    wakeTimers: (timers) => {
      const jobs = timers.map((timer) => timerJob(timer, clock));
      add("timers", jobs).catch(onFault);
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
  const queueOf = (name: string) => lazyQueue(connection, prefix, name, onFault);
  const queues = {
    urgent: queueOf(queueNames.urgent),
    normal: queueOf(queueNames.normal),
    timers: queueOf(queueNames.timers),
  };
  const add: Add = async (name, jobs) => {
    if (jobs.length === 0) return;
    // A queue would wait for Redis without end; the sweeper does what is not woken.
    if (connection.status !== "ready") throw new TemporaryFailure("Redis is not there");
    await queues[name].get().addBulk([...jobs]);
  };
  const close = async (): Promise<void> => {
    await Promise.all(Object.values(queues).map((queue) => queue.close()));
  };
  return { ...alarmsThrough(add, clock, onFault), add, close };
};

/** No Redis at all: the sweeper does everything. */
export const noAlarms: AlarmClock = {
  wake: () => undefined,
  wakeTimers: () => undefined,
  add: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
