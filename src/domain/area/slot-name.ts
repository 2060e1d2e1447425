import { agencyInWords, agencyOfSlot, type SlotName } from "../agency.ts";
import type { Area } from "./area-schema.ts";

/** What a slot is called: by the area's name for it, or for a part in the case by the agency and the part. */
export const slotName = ({ slots }: Area, slot: SlotName): string =>
  slots[slot]?.name ??
  `${agencyInWords[agencyOfSlot(slot)]}: ${slot.slice(slot.indexOf(".") + 1).replaceAll("-", " ")}`;
