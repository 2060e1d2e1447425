import type { Context } from "../src/casework/context.ts";
import { keepPeople, type PeopleKept } from "../src/casework/follow-people.ts";
import { startLoop, type Loop } from "./loop.ts";

const pause = 1_000;

/** Looks every second whether the register has changed, or a posting of somebody has begun or ended; in every process. */
export const startKeepingPeople = (context: Context, onFault: (fault: unknown) => void): Loop => {
  let kept: PeopleKept | undefined;
  return startLoop(
    async () => {
      try {
        kept = await keepPeople(context, kept);
      } catch (fault) {
        onFault(fault);
      }
    },
    pause,
    "later",
  );
};
