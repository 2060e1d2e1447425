import type { Area, OnCallSlot, Slot } from "../area/area-schema.ts";
import { isExcluded } from "../authority/need-to-know.ts";
import type { CaseState, Hop } from "../case/case-state.ts";
import type { Address } from "./notice.ts";

/** Where a hop of a route is told: a team at its desk, a person on call directly; nowhere when nobody is on call. */
export const addressOfHop = (hop: Hop, area: Area): Address | undefined => {
  const slot = area.slots[hop.slot];
  if (slot === undefined) return undefined;
  if (slot.kind === "team") return { installation: slot.installation, channel: slot.channel };
  return hop.person === undefined ? undefined : { installation: slot.installation, person: hop.person };
};

export const slotOfHop = (hop: Hop, area: Area): Slot => {
  const slot = area.slots[hop.slot];
  if (slot === undefined) throw new Error(`${area.area} does not fill ${hop.slot}`);
  return slot;
};

/**
 * Whether a hop fell to the safe default of its slot. Then the slot's own number is not given out: whoever answers it
 * may be the very person whom the route passed around.
 */
export const fellToSafeDefault = ({ person }: Hop, slot: OnCallSlot): boolean =>
  person === undefined || person === slot.safeDefault.person;

/** The number to ring for a hop: the team's, the person on call's, or the safe default's when it fell to that. */
export const telephoneOfHop = (hop: Hop, area: Area): string => {
  const slot = slotOfHop(hop, area);
  return slot.kind === "team" || !fellToSafeDefault(hop, slot) ? slot.telephone : slot.safeDefault.telephone;
};

/** A hop as it is rung about: never the number of somebody from whom the case is kept, though the route once led to them. */
export const hopToRing = (hop: Hop, { excluded }: Pick<CaseState, "excluded">, area: Area): Hop => {
  const known = area.people.find(({ person }) => person === hop.person);
  if (known === undefined || !isExcluded(known.identities, excluded)) return hop;
  const { person: _kept, ...rest } = hop;
  return rest;
};
