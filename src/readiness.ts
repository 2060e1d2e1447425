import type { Jobs } from "../jobs/index.ts";
import { epochMilliseconds, type Instant } from "./domain/instant.ts";
import type { Health } from "./http/server.ts";
import type { Services } from "./services.ts";
import { clockSkew, skewAlarm } from "./watching/clock-skew.ts";
import { metricsText } from "./watching/metrics.ts";

const sweepAtMost = 30_000;

export type Readiness = Health & {
  /** From now on it is not ready: it takes no more work, and ends what it has. */
  readonly stopping: () => void;
};

type Watching = { readonly jobs: Jobs | undefined; readonly isDegraded: () => boolean };

const orUndefined = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.then(
    (answer) => answer,
    () => undefined,
  );

const databaseSays = async ({ context: { watch, clock } }: Services) => {
  const before = { duty: clock.dutyNow(), machine: clock.machineNow(), limit: 1 };
  const [written, late, skew] = await Promise.all([
    orUndefined(watch.write(clock.machineNow()).then(() => true)),
    orUndefined(watch.late(before)),
    orUndefined(clockSkew(clock, watch)),
  ]);
  return { written: written ?? false, oldest: late?.[0] ?? null, skew: skew ?? null };
};

type Sweeps = { readonly lastSweep: string | null; readonly ageMilliseconds: number | null };

/** How long ago the last sweep ended, counted from the start until there is one; nothing where nobody sweeps. */
const sweepsOf = (jobs: Jobs | undefined, startedAt: Instant, now: Instant): Sweeps => {
  if (jobs === undefined) return { lastSweep: null, ageMilliseconds: null };
  const last = jobs.sweeping.lastCompleted();
  const since = epochMilliseconds((last as Instant | undefined) ?? startedAt);
  return { lastSweep: last ?? null, ageMilliseconds: epochMilliseconds(now) - since };
};

const check = async (services: Services, watching: Watching, startedAt: Instant) => {
  const { redis, durable, slack, context } = services;
  const [database, answers] = await Promise.all([databaseSays(services), redis.ping()]);
  const sweeps = sweepsOf(watching.jobs, startedAt, context.clock.machineNow());
  const clockWrong = database.skew !== null && Math.abs(database.skew) > skewAlarm;
  const says = {
    database: database.written ? "can be written" : "cannot be written",
    durable,
    redis: answers ? "answers" : "does not answer",
    degraded: !answers || clockWrong || watching.isDegraded(),
    ...sweeps,
    oldestOverdue: database.oldest,
    clock: { aheadMilliseconds: database.skew, alarm: clockWrong },
    lastGoodSlackCall: slack.lastGoodCall ?? null,
  };
  return { ok: database.written && (sweeps.ageMilliseconds ?? 0) <= sweepAtMost, says };
};

/**
 * Whether the bot does its work, and how. Without a database that it can write, or when nobody has swept for 30 s, it
 * does not; without Redis it does, a second or so later, and says that it is degraded.
 */
export const readiness = (services: Services, watching: Watching): Readiness => {
  const { context, metrics, redis } = services;
  const startedAt = context.clock.machineNow();
  let isStopping = false;
  const timersOverdue = async (): Promise<number> =>
    (await context.timers.due(context.clock.dutyNow(), 1_000)).length;
  return {
    stopping: () => {
      isStopping = true;
    },
    ready: () =>
      isStopping
        ? Promise.resolve({ ok: false, says: { stopping: true } })
        : check(services, watching, startedAt),
    metrics: () => metricsText(metrics, { watch: context.watch, redisIsReady: redis.isReady, timersOverdue }),
  };
};
