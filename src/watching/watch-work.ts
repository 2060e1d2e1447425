import type { Watched } from "../../jobs/index.ts";
import { noGrace, type Grace, type Swept } from "../casework/sweep.ts";
import { epochMilliseconds } from "../domain/instant.ts";
import type { Repairs } from "../watch-ports.ts";
import type { Services } from "../services.ts";
import { announcer, type Announcer } from "./announcer.ts";
import { clockSkew, skewAlarm } from "./clock-skew.ts";
import { watchForDegraded } from "./degraded.ts";
import { keepCheckpoints } from "./keep-checkpoints.ts";

const sweepsBetweenClockChecks = 60;
const clocksAgreeWithin = 1_000;
const graceWithRedis = { timers: 2_000, messages: 3_000 } as const;

/** BullMQ is let go first where it answers; it knows nothing of a duty time that was moved. */
const graceOf = ({ redis, context: { clock } }: Services): Grace => {
  if (!redis.isReady()) return noGrace;
  const apart = Math.abs(epochMilliseconds(clock.dutyNow()) - epochMilliseconds(clock.machineNow()));
  return apart <= clocksAgreeWithin ? graceWithRedis : { ...graceWithRedis, timers: 0 };
};

const afterSweeps = (services: Services, { say, sayAll }: Announcer) => {
  const { context, sweeper, metrics, redis, config, log } = services;
  const now = () => epochMilliseconds(context.clock.machineNow());
  const degraded = watchForDegraded(now());
  let sweeps = 0;
  const checkClocks = async (): Promise<void> => {
    const over = Math.abs(await clockSkew(sweeper.clock, sweeper.watch)) <= skewAlarm;
    say({ what: "clock-wrong", over });
  };
  const judge = (beyondGrace: number): void => {
    if (config.redisUrl === undefined) return;
    const changed = degraded.round({ now: now(), redisIsReady: redis.isReady(), beyondGrace });
    if (changed !== undefined) say({ what: "degraded", over: changed === "recovered" });
  };
  const swept = async ({ beyondGrace }: Swept): Promise<void> => {
    metrics.sweeps.inc();
    metrics.beyondGrace.inc(beyondGrace);
    if (beyondGrace > 0) log.warn({ beyondGrace }, "the sweeper did the work of the alarm clock");
    judge(beyondGrace);
    if (sweeps++ % sweepsBetweenClockChecks === 0) await checkClocks();
    await sayAll();
  };
  return { swept, isDegraded: degraded.isDegraded };
};

const watchTokens = ({ slack, metrics, log }: Services, { say }: Announcer) => {
  const refusing = new Set<string>();
  slack.tokenChanged = ({ installation, refused }) => {
    metrics.tokenRefused.set({ installation }, refused ? 1 : 0);
    if (refused) {
      refusing.add(installation);
      log.error({ installation }, "Slack refuses the token: nobody in that workspace gets any message");
    } else refusing.delete(installation);
    say({ what: "token-refused", about: installation, over: !refused });
  };
  return (): readonly string[] => [...refusing];
};

export type WatchedWork = Watched & {
  readonly isDegraded: () => boolean;
  /** The workspaces that refuse our token. */
  readonly refusedTokens: () => readonly string[];
};

/** Says aloud once what is wrong with the service, and once that it is over. */
export const watchWork = (services: Services): WatchedWork => {
  const { sweeper, metrics, redis, log, store, config, context } = services;
  const announcing = announcer(services);
  const anchoring = { store, clock: context.clock, file: config.anchorFile };
  const { swept, isDegraded } = afterSweeps(services, announcing);
  const refusedTokens = watchTokens(services, announcing);
  const repaired = ({ ghosts, added }: Repairs): void => {
    metrics.repairs.inc({ kind: "ghost" }, ghosts);
    metrics.repairs.inc({ kind: "added" }, added);
    if (ghosts + added > 0) log.warn({ ghosts, added }, "alarm clock put right");
  };
  const { alarmCheck: check, whenReady } = redis;
  return {
    sweeper,
    sweeping: { grace: () => graceOf(services), swept },
    checkpoint: keepCheckpoints(anchoring, log, announcing),
    ...(check === undefined ? {} : { alarms: { check, repaired, whenReady } }),
    isDegraded,
    refusedTokens,
  };
};
