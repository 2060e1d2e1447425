import type { Clock } from "../ports.ts";
import type { ReplayMemory } from "../watch-ports.ts";
import type { AlarmCheck } from "../watch-ports.ts";
import { createAlarmCheck } from "../queue/alarm-check.ts";
import { createAlarms, noAlarms, type AlarmClock } from "../queue/alarms.ts";
import { producerConnection } from "../queue/connection.ts";
import { createReplayMemory, noReplayMemory } from "../queue/replay-memory.ts";
import { within } from "../within.ts";

/** A Redis that hangs counts as away. */
const answersWithin = 1_000;

export type OpenedRedis = {
  readonly alarms: AlarmClock;
  readonly replays: ReplayMemory;
  /** Undefined without any Redis: there is nothing to put right. */
  readonly alarmCheck?: AlarmCheck;
  readonly isReady: () => boolean;
  readonly ping: () => Promise<boolean>;
  readonly whenReady: (then: () => void) => void;
  readonly close: () => Promise<void>;
};

type Opening = {
  readonly url: string | undefined;
  readonly prefix: string;
  readonly clock: Clock;
  readonly onFault: (fault: unknown) => void;
};

const noRedis: OpenedRedis = {
  alarms: noAlarms,
  replays: noReplayMemory,
  isReady: () => false,
  ping: () => Promise.resolve(false),
  whenReady: () => undefined,
  close: () => Promise.resolve(),
};

/** Everything that this process asks of Redis; without one, everything goes without. */
export const openRedis = ({ url, prefix, clock, onFault }: Opening): OpenedRedis => {
  if (url === undefined) return noRedis;
  const connection = producerConnection(url);
  connection.on("error", onFault);
  const alarms = createAlarms(connection, prefix, clock, onFault);
  return {
    alarms,
    replays: createReplayMemory(connection, prefix),
    alarmCheck: createAlarmCheck({ connection, prefix, clock, add: alarms.add }),
    isReady: () => connection.status === "ready",
    ping: () =>
      within(
        connection.ping().then(() => true),
        answersWithin,
        false,
      ),
    whenReady: (then) => {
      connection.on("ready", then);
      if (connection.status === "ready") then();
    },
    close: async () => {
      await alarms.close();
      connection.disconnect();
    },
  };
};
