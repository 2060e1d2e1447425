import { foldCase } from "../domain/case/fold.ts";
import { decideMailReported, type Reported } from "../domain/mail/decide-mail-reported.ts";
import type { Context } from "./context.ts";
import { followingFor } from "./following.ts";
import { wake, type Committed } from "./wake.ts";

type Report = Omit<Reported, "notice"> & { readonly key: string };

type MailReported =
  | { readonly ok: true; readonly ref: string; readonly outcome: Reported["outcome"] }
  | { readonly ok: false; readonly says: string };

type Answer = { readonly answered: MailReported; readonly committed?: Committed };

const notOurs: MailReported = { ok: false, says: "No e-mail of any case is known by that report." };

/** Writes down what a mail server reported of one of our mails, and tells whoever asked for it when it failed. */
export const reportMail = async (context: Context, { key, ...report }: Report): Promise<MailReported> => {
  const mail = await context.outbox.mailByKey(key);
  if (mail === undefined) return notOurs;
  const { ref, notice } = mail;
  const answer = await context.cases.change<Answer>(ref, ({ events }) => {
    const state = foldCase(events);
    if (state === undefined) return { answer: { answered: notOurs } };
    const by = followingFor(context, state, context.clock.dutyNow());
    const decided = decideMailReported(state, { ...report, notice }, by);
    if (!decided.ok) return { answer: { answered: { ok: false, says: decided.because } } };
    const { outcome } = report;
    const committed = { ref, events: decided.events, notices: decided.notices };
    return { answer: { answered: { ok: true, ref, outcome }, committed }, commit: decided };
  });
  if (answer?.committed !== undefined) wake(context, answer.committed);
  return answer?.answered ?? notOurs;
};
