import { agencyInWords, agencyOfSlot } from "../domain/agency.ts";
import type { Area } from "../domain/area/area-schema.ts";
import { placeName } from "../domain/area/place-name.ts";
import type { Address } from "../domain/notices/notice.ts";

/** What people and teams of an area are called. */
export const namesIn = (area: Area) => {
  const person = (id: string): string => area.people.find((one) => one.person === id)?.name ?? id;
  /** A slot by the area's name for it; a part in the case by what the protocol calls it. */
  const slot = (name: string): string =>
    area.slots[name]?.name ??
    `${agencyInWords[agencyOfSlot(name)]}: ${name.slice(name.indexOf(".") + 1).replaceAll("-", " ")}`;
  const address = (to: Address): string => ("channel" in to ? placeName(area, to) : person(to.person));
  return { person, slot, address };
};
export type Names = ReturnType<typeof namesIn>;
