import type { Context } from "../src/casework/context.ts";
import { forgetRequests } from "../src/casework/forget-requests.ts";
import { sweep } from "../src/casework/sweep.ts";

const pause = 1_000;
const sweepsBetweenTidying = 3_600;

export type Sweeping = {
  readonly close: () => Promise<void>;
  /** When the last sweep ended without a fault, by machine time; undefined before the first. */
  readonly lastCompleted: () => string | undefined;
};

/** What one round does: what is due, and now and then tidying up. */
const round = async (context: Context, count: number, onFault: (fault: unknown) => void): Promise<void> => {
  if (count % sweepsBetweenTidying === 0) await forgetRequests(context);
  const { faults } = await sweep(context);
  for (const fault of faults) onFault(fault);
};

/** Sweeps again and again, a second after the last sweep ended. It waits for nothing but PostgreSQL and Slack. */
export const startSweeping = (context: Context, onFault: (fault: unknown) => void): Sweeping => {
  let closing = false;
  let sweeps = 0;
  let completed: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const once = async (): Promise<void> => {
    try {
      await round(context, sweeps, onFault);
      sweeps += 1;
      completed = context.clock.machineNow();
    } catch (fault) {
      onFault(fault);
    }
    if (!closing) timer = setTimeout(start, pause);
  };
  const start = (): void => {
    running = once();
  };
  start();
  return {
    lastCompleted: () => completed,
    close: async () => {
      closing = true;
      clearTimeout(timer);
      await running;
    },
  };
};
