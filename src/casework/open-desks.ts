import { decideWaiting, type DeskDecision } from "../domain/desk/decide-desk.ts";
import { deskName, desksOf, type Desk } from "../domain/desk/desk.ts";
import type { Context } from "./context.ts";
import { decidingAt } from "./fire-desk-timer.ts";
import { wake } from "./wake.ts";

const open = async (context: Context, desk: Desk): Promise<DeskDecision> =>
  context.desks.change(desk, (state) => {
    const commit = decideWaiting(state, decidingAt(context, desk));
    return { answer: commit, commit };
  });

/**
 * Sees to it that the next opening of every team that opens and closes is waited for, by its hours as they are now.
 * Answers how to ring the alarm clock for what was set, which may not be there yet while the bot starts.
 */
export const openDesks = async (context: Context): Promise<() => void> => {
  const opened: (readonly [Desk, DeskDecision])[] = [];
  for (const name of context.reference.areas.keys())
    for (const desk of desksOf(context.reference.area(name))) opened.push([desk, await open(context, desk)]);
  return () => {
    for (const [desk, decided] of opened.splice(0)) wake(context, { ref: deskName(desk), ...decided });
  };
};
