import { epochMilliseconds, instantOf, type Instant } from "../src/domain/instant.ts";
import type { Clock } from "../src/ports.ts";

/** From an instant of machine time on, what duty time was and whether it ran or was held there. */
type Stretch = { readonly machine: number; readonly duty: number; readonly runs: boolean };

/** Duty time that can be moved, forwards only. Machine time stays the machine's. */
export type DutyClock = {
  readonly clock: Clock;
  /** Duty time as it was at an instant of machine time. */
  readonly dutyAt: (machine: Instant) => Instant;
  /** Holds duty time at an instant, or where it is when that is later already. */
  readonly holdAt: (duty: Instant) => void;
  /** Lets it run on, as fast as the machine's, from where it is. */
  readonly run: () => void;
};

const dutyIn = ({ machine, duty, runs }: Stretch, at: number): number =>
  runs ? duty + Math.max(0, at - machine) : duty;

/** A clock that runs from the machine's present, or from a given instant of duty time. */
export const createDutyClock = (machineNow: Clock["machineNow"], from?: Instant): DutyClock => {
  const machine = () => epochMilliseconds(machineNow());
  const started = machine();
  const first = {
    machine: started,
    duty: from === undefined ? started : epochMilliseconds(from),
    runs: true,
  };
  const stretches: Stretch[] = [first];
  const at = (instant: number): number =>
    dutyIn(stretches.findLast((one) => one.machine <= instant) ?? first, instant);
  const begin = (duty: number, runs: boolean): void => {
    const now = machine();
    stretches.push({ machine: now, duty: Math.max(duty, at(now)), runs });
  };
  const dutyNow = () => instantOf(at(machine()));
  return {
    clock: { dutyNow, machineNow },
    dutyAt: (instant) => instantOf(at(epochMilliseconds(instant))),
    holdAt: (duty) => begin(epochMilliseconds(duty), false),
    run: () => begin(0, true),
  };
};
