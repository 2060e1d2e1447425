import { epochMilliseconds } from "../domain/instant.ts";
import type { Clock } from "../ports.ts";
import type { WatchStore } from "../watch-ports.ts";

/** Machine clocks further apart than this are an alarm. */
export const skewAlarm = 2_000;

/** How far the database's clock is ahead of this machine's, in milliseconds, halfway through the question. */
export const clockSkew = async (clock: Clock, watch: Pick<WatchStore, "databaseNow">): Promise<number> => {
  const asked = epochMilliseconds(clock.machineNow());
  const theirs = epochMilliseconds(await watch.databaseNow());
  return Math.round(theirs - (asked + epochMilliseconds(clock.machineNow())) / 2);
};
