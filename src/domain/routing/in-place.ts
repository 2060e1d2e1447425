import type { SlotName } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";

/** The slot that has a part of a case: the one that a rule names, or the one that the route told in its place. */
export const slotInPlace = (slot: SlotName, { hops }: CaseState, { routes }: Protocol): SlotName => {
  const isHop = (one: SlotName): boolean => hops.some((hop) => hop.slot === one);
  let found = slot;
  for (const { instead = {} } of routes) {
    const other = instead[found];
    if (!isHop(found) && other !== undefined) found = other;
  }
  return isHop(found) ? found : slot;
};
