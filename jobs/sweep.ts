import type { Context } from "../src/casework/context.ts";
import { forgetRequests } from "../src/casework/forget-requests.ts";
import { startLoop } from "./loop.ts";
import { noGrace, nothingSeen, sweep, type Grace, type Seen, type Swept } from "../src/casework/sweep.ts";

const pause = 1_000;
const sweepsBetweenTidying = 3_600;

export type Sweeping = {
  readonly close: () => Promise<void>;
  /** When the last sweep ended without a fault, by machine time; undefined before the first. */
  readonly lastCompleted: () => string | undefined;
};

export type SweepingHow = {
  /** How long the alarm clock is let go first, asked before each sweep. */
  readonly grace?: () => Grace;
  readonly swept?: (swept: Swept) => Promise<void>;
};

type Round = { readonly count: number; readonly seen: Seen; readonly how: SweepingHow };

/** What one round does: what is due, and now and then tidying up. */
const round = async (context: Context, by: Round, onFault: (fault: unknown) => void): Promise<void> => {
  if (by.count % sweepsBetweenTidying === 0) await forgetRequests(context);
  const swept = await sweep(context, by.how.grace?.() ?? noGrace, by.seen);
  for (const fault of swept.faults) onFault(fault);
  await by.how.swept?.(swept);
};

/** Sweeps again and again, a second after the last sweep ended. It waits for nothing but PostgreSQL and Slack. */
export const startSweeping = (
  context: Context,
  onFault: (fault: unknown) => void,
  how: SweepingHow = {},
): Sweeping => {
  const seen = nothingSeen();
  let count = 0;
  let completed: string | undefined;
  const once = async (): Promise<void> => {
    try {
      await round(context, { count, seen, how }, onFault);
      count += 1;
      completed = context.clock.machineNow();
    } catch (fault) {
      onFault(fault);
    }
  };
  const loop = startLoop(once, pause);
  return { lastCompleted: () => completed, close: () => loop.close() };
};
