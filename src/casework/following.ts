import type { CaseState } from "../domain/case/case-state.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";
import type { Instant } from "../domain/instant.ts";
import type { Context } from "./context.ts";

/** What a decision in a case needs to know of the world: its own pinned protocol, and its area as it is now. */
export const followingFor = (
  context: Context,
  state: Pick<CaseState, "area" | "protocolHash">,
  now: Instant,
): Following => ({
  protocol: context.reference.protocolByHash(state.protocolHash),
  area: context.reference.area(state.area).area,
  calendar: context.reference.calendar(),
  now,
  nextId: context.ids.next,
});
