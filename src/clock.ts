import { instantOf } from "./domain/instant.ts";
import type { Clock } from "./ports.ts";

const wall = () => instantOf(Date.now());

/** The clock of a running bot: duty time and machine time are the same. */
export const wallClock: Clock = { dutyNow: wall, machineNow: wall };
