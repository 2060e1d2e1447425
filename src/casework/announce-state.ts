import type { Area } from "../domain/area/area-schema.ts";
import { openAt } from "../domain/calendar/opening-hours.ts";
import type { Address, ServiceState } from "../domain/notices/notice.ts";
import type { Context } from "./context.ts";

export type State = Pick<ServiceState, "what" | "about" | "over">;
type ReferenceNow = Pick<Context, "reference" | "clock">;

/** The teams of an area, those that are open now first. */
const teamsOf = ({ reference, clock }: ReferenceNow, area: Area) =>
  Object.values(area.slots)
    .flatMap((slot) => (slot.kind === "team" ? [slot] : []))
    .map((team) => ({ ...team, open: openAt(team.hours, reference.calendar(), clock.dutyNow()).open }))
    .toSorted((a, b) => Number(b.open) - Number(a.open));

/**
 * Operators whose own workspace refuses the token cannot be told. The teams in the other workspaces are told instead:
 * it is they who must not believe that anybody there reads them.
 */
const hearersOf = (context: ReferenceNow, area: Area, { what, about }: State): readonly Address[] => {
  if (what !== "token-refused" || area.operators.installation !== about) return [area.operators];
  return teamsOf(context, area)
    .filter(({ installation }) => installation !== about)
    .map(({ installation, channel }) => ({ installation, channel }));
};

/** Whom to ring in place of a message that cannot arrive. */
const ringFor = (context: ReferenceNow, area: Area, { what, about, over }: State) =>
  what !== "token-refused" || over
    ? {}
    : {
        ring: teamsOf(context, area)
          .filter(({ installation }) => installation === about)
          .map(({ name, telephone }) => ({ says: name, telephone })),
      };

/**
 * Tells each area's operators how Tandem itself is: once when something is wrong, and once when that is over. It names
 * no case. Answers how many were told.
 */
export const announceState = async (context: Context, state: State): Promise<number> => {
  let told = 0;
  for (const area of context.reference.areas.values()) {
    const model = {
      kind: "service-state",
      areaName: area.name,
      ...state,
      ...ringFor(context, area, state),
    } as const;
    for (const to of hearersOf(context, area, state)) {
      const because = [`${state.what}: ${state.over ? "over" : "begun"}`];
      const notice = { id: context.ids.next(), lane: "urgent", medium: "slack", to, model, because } as const;
      if (!(await context.watch.announce(area.area, notice))) continue;
      told += 1;
      context.alarms.wake([{ id: notice.id, lane: notice.lane, revision: 0 }]);
    }
  }
  return told;
};
