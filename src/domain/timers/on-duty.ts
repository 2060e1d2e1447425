import type { Agency } from "../agency.ts";
import { agencyOfSlot } from "../agency.ts";
import { mayKnowOf } from "../authority/need-to-know.ts";
import { openAt } from "../calendar/opening-hours.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";
import type { Address } from "../notices/notice.ts";
import type { World } from "../routing/choose-route.ts";

/** The team of an agency that is on duty at an instant, by its own office hours: the desk in hours, the other one outside. */
export const teamOnDuty = (agency: Agency, world: World, at: Instant): Address | undefined => {
  const route = world.protocol.routes.find((one) => {
    if (one.to !== agency || one.during === undefined || one.hoursOf === undefined) return false;
    const desk = world.area.slots[one.hoursOf];
    return (
      desk?.kind === "team" && openAt(desk.hours, world.calendar, at).open === (one.during === "office hours")
    );
  });
  const slot = route?.hops.map((hop) => world.area.slots[hop]).find((one) => one?.kind === "team");
  return slot?.kind === "team" ? { installation: slot.installation, channel: slot.channel } : undefined;
};

/** The people who may be told of a case: a restricted one has only its sender and whom it names. */
export const mayBeTold = (state: CaseState, world: World, person: string): boolean => {
  const known = world.area.people.find((one) => one.person === person);
  return known !== undefined && mayKnowOf(state, known);
};

/**
 * Who has an agency's part of a case: whoever it was allocated to, as long as they are here and may be told; else its
 * sender, or whoever picked it up last.
 */
export const workerOf = (agency: Agency, state: CaseState, world: World): string | undefined => {
  const allocated = state.allocated[agency];
  if (allocated !== undefined && mayBeTold(state, world, allocated)) return allocated;
  if (agency === state.from) return state.sender;
  const picked = state.hops.filter(
    ({ slot, had }) => agencyOfSlot(slot) === agency && had?.how === "picked-up",
  );
  return picked.at(-1)?.had?.by;
};
