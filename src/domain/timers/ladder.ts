import type { Agency } from "../agency.ts";
import { agencyOfSlot } from "../agency.ts";
import type { Area } from "../area/area-schema.ts";
import { openAt } from "../calendar/opening-hours.ts";
import type { CaseState } from "../case/case-state.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import type { Address } from "../notices/notice.ts";
import { whoIsOnCall } from "../routing/on-call.ts";
import type { World } from "../routing/choose-route.ts";
import { mayBeTold } from "./on-duty.ts";

type Ladder = NonNullable<Area["ladders"][Agency]>;
type Rung = Ladder["urgent"][number];

export const ladderOf = (agency: Agency, area: Area): Ladder | undefined => area.ladders[agency];

export const rungsOf = (agency: Agency, state: CaseState, area: Area): readonly Rung[] =>
  ladderOf(agency, area)?.[state.urgency] ?? [];

/** The first hop of an agency that nobody has yet; each agency's leg has its own, and one never closes the other. */
export const openHopOf = (agency: Agency, { hops }: CaseState): number | undefined => {
  const index = hops.findIndex(({ slot, had }) => agencyOfSlot(slot) === agency && had === undefined);
  return index === -1 ? undefined : index;
};

/** When a rung is due: so many minutes after the referral was sent. */
export const rungDueAt = ({ after }: Rung, state: CaseState): Instant =>
  plusMilliseconds(state.enteredAt, after * millisecondsIn.minute);

export type Reached = { readonly to: Address } | { readonly skipped: string };

/** Whom a rung reaches now. An empty, closed or unusable one is skipped at once, with the reason. */
export const reachRung = ({ tell }: Rung, state: CaseState, world: World, now: Instant): Reached => {
  const slot = world.area.slots[tell];
  if (slot === undefined) return { skipped: `${tell} is not filled` };
  if (slot.kind === "team") {
    if (state.restricted) return { skipped: `${slot.name} is a team, and this is for named people alone` };
    const { open } = openAt(slot.hours, world.calendar, now);
    return open
      ? { to: { installation: slot.installation, channel: slot.channel } }
      : { skipped: `${slot.name} is closed` };
  }
  const { person, because } = whoIsOnCall(slot, now, (one) => mayBeTold(state, world, one));
  return person === undefined ? { skipped: because } : { to: { installation: slot.installation, person } };
};
