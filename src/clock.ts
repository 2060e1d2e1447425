import { instantOf, plusMilliseconds } from "./domain/instant.ts";
import type { Clock } from "./ports.ts";

const wall = () => instantOf(Date.now());

/** The clock of a running bot: duty time and machine time are the same. */
export const wallClock: Clock = { dutyNow: wall, machineNow: wall };

/** A clock whose duty time can be moved forwards, for the demonstration and for tests; machine time cannot be. */
export const movableClock = (): Clock & { readonly moveDutyTime: (milliseconds: number) => void } => {
  let ahead = 0;
  return {
    machineNow: wall,
    dutyNow: () => plusMilliseconds(wall(), ahead),
    moveDutyTime: (milliseconds) => {
      ahead += milliseconds;
    },
  };
};
