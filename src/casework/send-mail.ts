import type { OutboxItem, SendOutcome, Sent } from "../ports.ts";
import type { MailSent } from "../mail-ports.ts";
import { composeMail } from "./compose-mail.ts";
import type { Context } from "./context.ts";

export type MailAttempt =
  | { readonly ok: true; readonly sent: Sent & MailSent }
  | Extract<SendOutcome, { readonly ok: false }>;

/** Writes one e-mail and hands it over. Of what it said the row keeps the subject alone: the rest may name a child. */
export const sendMail = async (context: Context, item: OutboxItem): Promise<MailAttempt> => {
  const mail = await composeMail(context, item);
  if ("refused" in mail) return { ok: false, kind: "permanent", error: mail.refused };
  const outcome = await context.mailer.send(mail, item);
  return outcome.ok
    ? { ok: true, sent: { ...outcome.sent, channel: "e-mail", text: mail.subject } }
    : outcome;
};
