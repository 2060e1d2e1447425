import type { Context } from "../src/casework/context.ts";
import { keepCalendar } from "../src/casework/follow-calendar.ts";
import { startLoop, type Loop } from "./loop.ts";

const pause = 1_000;

/**
 * Looks every second whether somebody changed the working calendar. A loop of its own, in every process: whoever answers
 * Slack reckons by the calendar too, and the sweeper must not wait while ten thousand cases follow it.
 */
export const startKeepingCalendar = (context: Context, onFault: (fault: unknown) => void): Loop => {
  let followed: string | undefined;
  return startLoop(
    async () => {
      try {
        const kept = await keepCalendar(context, followed);
        followed = kept.followed;
        for (const fault of kept.faults) onFault(fault);
      } catch (fault) {
        onFault(fault);
      }
    },
    pause,
    "later",
  );
};
