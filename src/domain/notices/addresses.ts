import type { Area, Slot } from "../area/area-schema.ts";
import type { Hop } from "../case/case-state.ts";
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

/** The number to ring for a hop: the team's, the person on call's, or the safe default's when nobody is on call. */
export const telephoneOfHop = (hop: Hop, area: Area): string => {
  const slot = slotOfHop(hop, area);
  return slot.kind === "team" || hop.person !== undefined ? slot.telephone : slot.safeDefault.telephone;
};
