import { mailboxReader } from "../domain/area/address-name.ts";
import type { CardMail } from "../domain/case/case-card.ts";
import type { Mail } from "../domain/mail/fold-mail.ts";
import { nameOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import type { SeenCase } from "./seen-case.ts";

const cardMail =
  (context: Context, { world: { area } }: SeenCase) =>
  async ({ to, standing, since }: Mail): Promise<CardMail> => {
    const name = "person" in to ? await nameOf(context, to.person) : "";
    const telephone = "slot" in to ? area.slots[to.slot]?.telephone : undefined;
    const whom = mailboxReader(area, to, () => name);
    return { whom, standing, since, ...(telephone === undefined ? {} : { telephone }) };
  };

/** The e-mails of a case as its card shows them, the oldest first: for whom, how each stands, and the number to ring. */
export const mailsOf = (context: Context, seen: SeenCase): Promise<readonly CardMail[]> =>
  Promise.all(seen.state.mails.map(cardMail(context, seen)));
