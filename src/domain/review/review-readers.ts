import { agencyOfSlot } from "../agency.ts";
import type { Area } from "../area/area-schema.ts";
import { managersOfAgency } from "../area/managers.ts";
import type { Instant } from "../instant.ts";
import type { Address } from "../notices/notice.ts";
import { addressOf } from "../notices/readers.ts";
import type { ReviewRule } from "../protocol/review-schema.ts";
import { whoIsOnCall } from "../routing/on-call.ts";
import { sameAddress } from "../timers/ladder.ts";

const addressesOf = (slotName: string, area: Area, now: Instant): readonly Address[] => {
  const slot = area.slots[slotName];
  if (slot === undefined) return [];
  const { installation } = slot;
  if (slot.kind === "team") return [{ installation, channel: slot.channel }];
  const isRegistered = (one: string): boolean => area.people.some(({ person }) => person === one);
  const { person: named } = slot.safeDefault;
  const usual = named !== undefined && isRegistered(named) ? named : undefined;
  // Most owners of a protocol are on call for nothing: the area names them as the safe default of an empty rota.
  const person = whoIsOnCall(slot, now, isRegistered).person ?? usual;
  return person === undefined
    ? managersOfAgency(agencyOfSlot(slotName), area).flatMap(addressOf)
    : [{ installation, person }];
};

/** Each owner of a review once; in the place of one whom nobody can be told for, the managers of their agency. */
export const ownersToTell = (
  { owners }: Pick<ReviewRule, "owners">,
  area: Area,
  now: Instant,
): readonly Address[] => {
  const all = owners.flatMap((slot) => addressesOf(slot, area, now));
  return all.filter((to, index) => all.findIndex((one) => sameAddress(one, to)) === index);
};
