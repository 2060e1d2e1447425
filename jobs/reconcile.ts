import type { Context } from "../src/casework/context.ts";
import { startLoop, type Loop } from "./loop.ts";
import { reconcile } from "../src/casework/reconcile.ts";
import type { AlarmCheck, Repairs } from "../src/watch-ports.ts";

const pause = 60_000;

type By = {
  readonly check: AlarmCheck;
  readonly repaired: (repairs: Repairs) => void;
  readonly onFault: (fault: unknown) => void;
};

/** Puts the alarm clock right whenever it is ready, when asked, and every minute. A loop of its own: it waits for Redis. */
export const startReconciling = (context: Context, { check, repaired, onFault }: By): Loop =>
  startLoop(
    async () => {
      try {
        repaired(await reconcile(context, check));
      } catch (fault) {
        onFault(fault);
      }
    },
    pause,
    "later",
  );
