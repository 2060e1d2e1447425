import { createHash } from "node:crypto";
import { epochMilliseconds, plusMilliseconds } from "../domain/instant.ts";
import type { NewCaseEvent } from "../domain/case/case-event.ts";
import { decideUndelivered, type Undelivered } from "../domain/case/decide-undelivered.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { NoticeModel } from "../domain/notices/notice.ts";
import type { MailSent } from "../mail-ports.ts";
import type { OutboxItem, Person, Recipient, SendOutcome, Sent } from "../ports.ts";
import type { Context } from "./context.ts";
import { peopleIn } from "../domain/notices/people-in.ts";
import { followingFor } from "./following.ts";
import { guarded } from "./guard-message.ts";
import { sendMail } from "./send-mail.ts";
import { settleRecord } from "./settle-record.ts";
import { wake, type Committed } from "./wake.ts";

export type Delivered = "sent" | "waiting" | "failed" | "done";

const namesFor = async (context: Context, model: NoticeModel): Promise<ReadonlyMap<string, Person>> => {
  const found = await Promise.all(peopleIn(model).map((person) => context.people.byId(person)));
  return new Map(found.flatMap((person) => (person === undefined ? [] : [[person.person, person]])));
};

const recipientOf = async (context: Context, item: OutboxItem): Promise<Recipient | undefined> => {
  const { to } = item.notice;
  if ("mailbox" in to) return undefined;
  if ("channel" in to) return to;
  const person = await context.people.byId(to.person);
  const identity =
    person?.left === false
      ? person.identities.find(({ installation }) => installation === to.installation)
      : undefined;
  return identity === undefined ? undefined : { installation: to.installation, channel: identity.user };
};

const noticeSent = (context: Context, item: OutboxItem, sent: Sent | (Sent & MailSent)): NewCaseEvent => {
  const now = context.clock.dutyNow();
  const said =
    "textHash" in sent
      ? { textHash: sent.textHash, attachments: sent.attachments }
      : { textHash: createHash("sha256").update(sent.text).digest("hex") };
  const header = {
    by: "tandem",
    at: now,
    enteredAt: now,
    notice: item.notice.id,
    providerId: sent.providerId,
  };
  return { type: "NoticeSent", version: 1, header: { ...header, ...said, repeat: item.mayHaveBeenSent } };
};

const undelivered = async (
  context: Context,
  ref: TandemRef,
  failed: Undelivered,
): Promise<Committed | undefined> =>
  context.cases.change<Committed | undefined>(ref, (loaded) => {
    const state = foldCase(loaded.events);
    if (state === undefined) return { answer: undefined };
    const decided = decideUndelivered(state, failed, followingFor(context, state, context.clock.dutyNow()));
    return { answer: { ref, events: decided.events, notices: decided.notices }, commit: decided };
  });

const again = async (
  context: Context,
  item: OutboxItem,
  afterMilliseconds: number,
  state: "pending" | "unknown",
) => {
  const until = plusMilliseconds(context.clock.machineNow(), afterMilliseconds);
  for (const one of [item, ...item.together]) {
    await context.outbox.postpone(one, until, state);
    context.alarms.wake([{ id: one.id, lane: one.notice.lane, revision: one.attempts }], until);
  }
  return "waiting" as const;
};

const unknownPause = 2_000;

const sendGuarded = async (context: Context, item: OutboxItem, to: Recipient): Promise<SendOutcome> => {
  const people = await namesFor(context, item.notice.model);
  return context.messenger.send(await guarded(context, item, people), to, people);
};

const sendToSlack = async (context: Context, item: OutboxItem): Promise<SendOutcome> => {
  const to = await recipientOf(context, item);
  if (to === undefined) return { ok: false, kind: "permanent", error: "no_identity" };
  const earlier = item.mayHaveBeenSent ? await context.messenger.find(item, to) : undefined;
  return earlier === undefined ? sendGuarded(context, item, to) : { ok: true, sent: earlier };
};

const send = async (context: Context, item: OutboxItem): Promise<Delivered> => {
  const outcome = await (item.notice.medium === "e-mail" ? sendMail : sendToSlack)(context, item);
  if (outcome.ok) {
    for (const one of [item, ...item.together])
      await context.outbox.sent(one, outcome.sent, noticeSent(context, one, outcome.sent));
    await settleRecord(context, item);
    return "sent";
  }
  if (outcome.kind === "retry") return again(context, item, outcome.afterMilliseconds, "pending");
  if (outcome.kind === "unknown")
    return again(context, item, outcome.afterMilliseconds ?? unknownPause, "unknown");
  return fail(context, item, outcome.error);
};

/**
 * Marks a message as failed for good. Whoever must know is told first: if the process ends in between, they are told
 * twice, and never not at all.
 */
const fail = async (context: Context, item: OutboxItem, error: string): Promise<Delivered> => {
  for (const one of [item, ...item.together]) {
    const failed = { notice: one.notice, error };
    const committed = one.ref === undefined ? undefined : await undelivered(context, one.ref, failed);
    await context.outbox.failed(one, error, undefined);
    if (committed !== undefined) wake(context, committed);
  }
  return "failed";
};

/**
 * Sends one message that is due: leased, sent at most once a second in a channel, and marked sent only with the id that
 * Slack gave it. One that may have gone out is looked for first, and sent again, marked as a repeat, when it is not there.
 */
export const deliver = async (context: Context, id: string): Promise<Delivered> => {
  const lease = await context.outbox.lease(id, context.clock.machineNow());
  if (lease.state === "done") return "done";
  if (lease.state === "wait") {
    // The alarm that rang is still kept: one with its id would be ignored.
    const revision = epochMilliseconds(lease.until);
    context.alarms.wake([{ id, lane: lease.lane, revision }], lease.until);
    return "waiting";
  }
  return send(context, lease.item);
};
