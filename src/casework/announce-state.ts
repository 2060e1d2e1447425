import type { Area } from "../domain/area/area-schema.ts";
import type { ServiceState } from "../domain/notices/notice.ts";
import type { Context } from "./context.ts";

export type State = Pick<ServiceState, "what" | "about" | "over">;

/** Of a workspace whose token is refused, only operators in another workspace can be told. */
const hears = ({ operators }: Area, { what, about }: State): boolean =>
  what !== "token-refused" || operators.installation !== about;

/**
 * Tells each area's operators how Tandem itself is: once when something is wrong, and once when that is over. It names
 * no case. Answers how many were told.
 */
export const announceState = async (context: Context, state: State): Promise<number> => {
  let told = 0;
  for (const area of context.reference.areas.values()) {
    if (!hears(area, state)) continue;
    const notice = {
      id: context.ids.next(),
      lane: "urgent",
      medium: "slack",
      to: area.operators,
      model: { kind: "service-state", areaName: area.name, ...state },
      because: [`${state.what}: ${state.over ? "over" : "begun"}`],
    } as const;
    if (!(await context.watch.announce(area.area, notice))) continue;
    told += 1;
    context.alarms.wake([{ id: notice.id, lane: notice.lane, revision: 0 }]);
  }
  return told;
};
