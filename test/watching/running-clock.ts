import { instantOf, parseInstant } from "../../src/domain/instant.ts";
import type { Clock } from "../../src/ports.ts";

export type RunningClock = {
  readonly clock: Clock;
  /** Duty time goes on from here. */
  readonly dutyFrom: (instant: string) => void;
  /** How far the machine's clock is ahead of what it is really. */
  readonly machineAhead: (milliseconds: number) => void;
};

/** A clock that goes, unlike a story's, and whose two times the test can set apart from the machine's. */
export const runningClock = (duty = "2026-09-01T10:00:00+01:00"): RunningClock => {
  const offset = (instant: string): number => Date.parse(parseInstant(instant)) - Date.now();
  let dutyAhead = offset(duty);
  let ahead = 0;
  return {
    clock: {
      dutyNow: () => instantOf(Date.now() + dutyAhead),
      machineNow: () => instantOf(Date.now() + ahead),
    },
    dutyFrom: (instant) => {
      dutyAhead = offset(instant);
    },
    machineAhead: (milliseconds) => {
      ahead = milliseconds;
    },
  };
};
