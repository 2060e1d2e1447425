import type { Watched } from "../../jobs/index.ts";
import { announceState, type State } from "../casework/announce-state.ts";
import { noGrace, type Grace, type Swept } from "../casework/sweep.ts";
import { epochMilliseconds } from "../domain/instant.ts";
import type { Repairs } from "../watch-ports.ts";
import type { Services } from "../services.ts";
import { describeFault } from "../store/describe-fault.ts";
import { clockSkew, skewAlarm } from "./clock-skew.ts";
import { watchForDegraded } from "./degraded.ts";

const sweepsBetweenClockChecks = 60;
const clocksAgreeWithin = 1_000;
const graceWithRedis = { timers: 2_000, messages: 3_000 } as const;

/** BullMQ is let go first where it answers; it knows nothing of a duty time that was moved. */
const graceOf = ({ redis, context: { clock } }: Services): Grace => {
  if (!redis.isReady()) return noGrace;
  const apart = Math.abs(epochMilliseconds(clock.dutyNow()) - epochMilliseconds(clock.machineNow()));
  return apart <= clocksAgreeWithin ? graceWithRedis : { ...graceWithRedis, timers: 0 };
};

const announcer =
  ({ sweeper, log }: Services) =>
  async (state: State): Promise<void> => {
    const told = await announceState(sweeper, state);
    if (told > 0) log.warn({ ...state, told }, "operators told");
  };

const afterSweeps = (services: Services, announce: ReturnType<typeof announcer>) => {
  const { context, sweeper, metrics, redis, config } = services;
  const now = () => epochMilliseconds(context.clock.machineNow());
  const degraded = watchForDegraded(now());
  let sweeps = 0;
  const checkClocks = async (): Promise<void> => {
    const over = Math.abs(await clockSkew(sweeper.clock, sweeper.watch)) <= skewAlarm;
    await announce({ what: "clock-wrong", over });
  };
  const swept = async ({ beyondGrace }: Swept): Promise<void> => {
    metrics.sweeps.inc();
    metrics.beyondGrace.inc(beyondGrace);
    if (sweeps++ % sweepsBetweenClockChecks === 0) await checkClocks();
    if (config.redisUrl === undefined) return;
    const changed = degraded.round({ now: now(), redisIsReady: redis.isReady(), beyondGrace });
    if (changed !== undefined) await announce({ what: "degraded", over: changed === "recovered" });
  };
  return { swept, isDegraded: degraded.isDegraded };
};

/** Says aloud once what is wrong with the service, and once that it is over. */
export const watchWork = (services: Services): Watched & { readonly isDegraded: () => boolean } => {
  const { sweeper, metrics, redis, slack, log } = services;
  const announce = announcer(services);
  const { swept, isDegraded } = afterSweeps(services, announce);
  slack.tokenChanged = ({ installation, refused }) => {
    announce({ what: "token-refused", about: installation, over: !refused }).catch((fault: unknown) =>
      log.error({ fault: describeFault(fault) }, "operators could not be told"),
    );
  };
  const repaired = ({ ghosts, added }: Repairs): void => {
    metrics.repairs.inc({ kind: "ghost" }, ghosts);
    metrics.repairs.inc({ kind: "added" }, added);
    if (ghosts + added > 0) log.warn({ ghosts, added }, "alarm clock put right");
  };
  const { alarmCheck: check, whenReady } = redis;
  return {
    sweeper,
    sweeping: { grace: () => graceOf(services), swept },
    ...(check === undefined ? {} : { alarms: { check, repaired, whenReady } }),
    isDegraded,
  };
};
