import { decideWaiting } from "../domain/desk/decide-desk.ts";
import { desksOf } from "../domain/desk/desk.ts";
import type { Context } from "./context.ts";
import { decidingAt, wakeDesk } from "./fire-desk-timer.ts";

/** Sees to it that the next opening of every team that opens and closes is waited for, by its hours as they are now. */
export const openDesks = async (context: Context): Promise<void> => {
  for (const name of context.reference.areas.keys())
    for (const desk of desksOf(context.reference.area(name))) {
      const decided = await context.desks.change(desk, (state) => {
        const commit = decideWaiting(state, decidingAt(context, desk));
        return { answer: commit, commit };
      });
      wakeDesk(context, desk, decided);
    }
};
