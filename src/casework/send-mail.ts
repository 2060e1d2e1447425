import { mayHaveArrived } from "../domain/case/decide-undelivered.ts";
import type { MailSent } from "../mail-ports.ts";
import type { OutboxItem, SendOutcome, Sent } from "../ports.ts";
import { composeMail } from "./compose-mail.ts";
import type { Context } from "./context.ts";
import { guardedMail } from "./guard-mail.ts";

type NotSent = Extract<SendOutcome, { readonly ok: false }>;
type MailAttempt = { readonly ok: true; readonly sent: Sent & MailSent } | NotSent;

/** In milliseconds, after each attempt; greylisting wants some five minutes. */
const pauses = [15_000, 30_000, 60_000, 120_000];
const longestPause = 300_000;

/** Some nine minutes for what is urgent and four hours for the rest: then people are told to tell each other. */
const triesAtMost = { urgent: 6, normal: 50 };

const paced = ({ attempts, mayHaveBeenSent, notice }: OutboxItem, outcome: NotSent): NotSent => {
  if (outcome.kind === "permanent") return outcome;
  const isUnknown = outcome.kind === "unknown" || mayHaveBeenSent;
  if (attempts >= triesAtMost[notice.lane])
    return { ok: false, kind: "permanent", error: isUnknown ? mayHaveArrived : outcome.error };
  return { ...outcome, afterMilliseconds: pauses[attempts - 1] ?? longestPause };
};

/**
 * Writes one e-mail and hands it over. Of what it said the row keeps the subject alone: the rest may name a child. What a
 * server does not take is tried again more and more slowly, and then whoever asked for it is told to ring instead.
 */
export const sendMail = async (context: Context, item: OutboxItem): Promise<MailAttempt> => {
  const composed = await composeMail(context, item);
  if ("refused" in composed) return { ok: false, kind: "permanent", error: composed.refused };
  const mail = await guardedMail(context, item, composed);
  const outcome = await context.mailer.send(mail, item);
  return outcome.ok
    ? { ok: true, sent: { ...outcome.sent, channel: "e-mail", text: mail.subject } }
    : paced(item, outcome);
};
