import { decideRedact } from "../domain/desk/decide-redact.ts";
import type { DeskDecision } from "../domain/desk/decide-desk.ts";
import { deskName, desksOf } from "../domain/desk/desk.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { Context } from "./context.ts";
import { decidingAt } from "./fire-desk-timer.ts";
import { wake } from "./wake.ts";

/** Takes a case off every hand-over list that still stands in a channel. Done again, it finds nothing left to do. */
export const redactLists = async (context: Context, { ref, area }: CaseState): Promise<void> => {
  for (const desk of desksOf(context.reference.area(area))) {
    const by = decidingAt(context, desk);
    const decided = await context.desks.change<DeskDecision>(desk, (state) => {
      const answer = decideRedact(state, ref, by);
      return answer.events.length === 0 ? { answer } : { answer, commit: answer };
    });
    wake(context, { ref: deskName(desk), ...decided });
  }
};
