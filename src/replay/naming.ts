import type { Area } from "../domain/area/area-schema.ts";
import { addressName } from "../domain/area/address-name.ts";
import { slotName } from "../domain/area/slot-name.ts";
import type { Address } from "../domain/notices/notice.ts";

/** What people and teams of an area are called. */
export const namesIn = (area: Area) => {
  const person = (id: string): string => area.people.find((one) => one.person === id)?.name ?? id;
  const slot = (name: string): string => slotName(area, name);
  const address = (to: Address): string => addressName(area, to, person);
  return { person, slot, address };
};
export type Names = ReturnType<typeof namesIn>;
