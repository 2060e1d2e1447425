import type { Jobs } from "../jobs/index.ts";
import { epochMilliseconds, type Instant } from "./domain/instant.ts";
import type { Health } from "./http/server.ts";
import type { Services } from "./services.ts";
import { skewAlarm } from "./watching/clock-skew.ts";
import { askDatabase, type DatabaseSays } from "./watching/database-says.ts";
import { metricsText } from "./watching/metrics.ts";
import type { WatchedWork } from "./watching/watch-work.ts";

const sweepAtMost = 30_000;
const overdueAtMost = 120_000;

export type Readiness = Health & {
  /** From now on it is not ready: it takes no more work, and ends what it has. */
  readonly stopping: () => void;
};

type Watching = Pick<WatchedWork, "isDegraded" | "refusedTokens"> & { readonly jobs: Jobs | undefined };

type Sweeps = { readonly lastSweep: string | null; readonly ageMilliseconds: number | null };

/** How long ago the last sweep ended, counted from the start until there is one; nothing where nobody sweeps. */
const sweepsOf = (jobs: Jobs | undefined, startedAt: Instant, now: Instant): Sweeps => {
  if (jobs === undefined) return { lastSweep: null, ageMilliseconds: null };
  const last = jobs.sweeping.lastCompleted();
  const since = epochMilliseconds((last as Instant | undefined) ?? startedAt);
  return { lastSweep: last ?? null, ageMilliseconds: epochMilliseconds(now) - since };
};

const ago = (now: Instant, then: Instant): number => epochMilliseconds(now) - epochMilliseconds(then);

/** How long what waits longest has been due: timers by duty time, messages by the machine's. */
const overdueOf = ({ clock }: Services["context"], { oldest }: DatabaseSays): number | null => {
  if (oldest === null || oldest === "not known") return null;
  return ago(oldest.kind === "timer" ? clock.dutyNow() : clock.machineNow(), oldest.since);
};

type Found = { readonly database: DatabaseSays; readonly redisAnswers: boolean };

const inWords = (services: Services, { database, redisAnswers }: Found, watching: Watching) => {
  const { durable, slack, context } = services;
  const overdue = overdueOf(context, database);
  const refused = watching.refusedTokens();
  const clockWrong = Math.abs(database.skew ?? 0) > skewAlarm;
  const isLate = database.oldest === "not known" || (overdue ?? 0) > overdueAtMost;
  const lastCall = slack.lastGoodCall;
  return {
    database: database.written ? "can be written" : "cannot be written",
    durable,
    redis: redisAnswers ? "answers" : "does not answer",
    degraded: [!redisAnswers, clockWrong, isLate, refused.length > 0, watching.isDegraded()].includes(true),
    oldestOverdue: database.oldest,
    overdueMilliseconds: overdue,
    clock: { aheadMilliseconds: database.skew, alarm: clockWrong },
    lastGoodSlackCall: lastCall ?? null,
    lastGoodSlackCallAgeMilliseconds:
      lastCall === undefined ? null : ago(context.clock.machineNow(), lastCall),
    slackRefusesTokenOf: refused,
  };
};

/**
 * Whether the bot does its work, and how. Without a database that it can write, or when nobody has swept for 30 s, it
 * does not; without Redis it does, a second or so later, and says that it is degraded, as it does when a step is more than
 * two minutes late, a clock is wrong or a workspace refuses its token.
 */
export const readiness = (services: Services, watching: Watching): Readiness => {
  const { context, metrics, redis } = services;
  const startedAt = context.clock.machineNow();
  const database = askDatabase(context);
  let isStopping = false;
  const timersOverdue = async (): Promise<number> =>
    (await context.timers.due(context.clock.dutyNow(), 1_000)).length;
  const check = async () => {
    const [says, redisAnswers] = await Promise.all([database(), redis.ping()]);
    const sweeps = sweepsOf(watching.jobs, startedAt, context.clock.machineNow());
    const ok = says.written && (sweeps.ageMilliseconds ?? 0) <= sweepAtMost;
    return { ok, says: { ...inWords(services, { database: says, redisAnswers }, watching), ...sweeps } };
  };
  return {
    stopping: () => {
      isStopping = true;
    },
    ready: () => (isStopping ? Promise.resolve({ ok: false, says: { stopping: true } }) : check()),
    metrics: () => metricsText(metrics, { watch: context.watch, redisIsReady: redis.isReady, timersOverdue }),
  };
};
