import type { Mailbox } from "../notices/mail-models.ts";
import type { Address } from "../notices/notice.ts";
import type { Area } from "./area-schema.ts";
import { placeName } from "./place-name.ts";
import { slotName } from "./slot-name.ts";

type Called = (person: string) => string;

/** Who reads a mailbox. Of somebody invited it says no name: an id stands for them. */
export const mailboxReader = (area: Area, mailbox: Mailbox, called: Called): string => {
  if ("slot" in mailbox) return slotName(area, mailbox.slot);
  return "person" in mailbox ? called(mailbox.person) : "somebody who is invited";
};

/** What whoever reads a message is called. */
export const addressName = (area: Area, to: Address, called: Called): string => {
  if ("mailbox" in to) return `${mailboxReader(area, to.mailbox, called)}, by e-mail`;
  return "channel" in to ? placeName(area, to) : called(to.person);
};
