import type { Area } from "../area/area-schema.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";

/** What an area asks of the mail settings: mailboxes that rules write to, and those whose attachments need a passphrase. */
export type MailNeeds = {
  readonly rules: readonly string[];
  readonly passphrases: readonly string[];
};

/** The slots whose attachments are locked. */
export const lockedSlots = ({ slots }: Area): readonly string[] =>
  Object.entries(slots).flatMap(([slot, { mailbox }]) => (mailbox?.content === "encrypted" ? [slot] : []));

/** The rules of an area's protocol that name secure e-mail and reach a mailbox, and the slots that need a passphrase. */
export const mailNeeds = (area: Area, { notices }: Protocol): MailNeeds => ({
  rules: notices.flatMap(({ rule, means, tells, notYet }) =>
    means !== undefined &&
    notYet === undefined &&
    tells.some((slot) => area.slots[slot]?.mailbox !== undefined)
      ? [rule]
      : [],
  ),
  passphrases: lockedSlots(area),
});
