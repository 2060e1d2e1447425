import type { Slot } from "../domain/area/area-schema.ts";
import type { OutboxItem } from "../ports.ts";
import type { Context } from "./context.ts";

type SlotMailbox = {
  readonly slot: string;
  readonly name: string;
  readonly mailbox: NonNullable<Slot["mailbox"]>;
};

/** The mailbox that an area's file gives to the slot whom a notice is for, as the file stands now. */
export const slotMailbox = (
  { reference }: Pick<Context, "reference">,
  item: OutboxItem,
): SlotMailbox | undefined => {
  const { to } = item.notice;
  if (!("mailbox" in to) || !("slot" in to.mailbox) || !reference.areas.has(item.area)) return undefined;
  const { slot } = to.mailbox;
  const filled = reference.area(item.area).area.slots[slot];
  return filled?.mailbox === undefined ? undefined : { slot, name: filled.name, mailbox: filled.mailbox };
};
