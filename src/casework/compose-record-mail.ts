import { foldCase } from "../domain/case/fold.ts";
import type { MailModel } from "../domain/notices/mail-models.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { Recipient } from "../domain/strategy/strategy-event-schemas.ts";
import { recordIn, type StrategyRecord } from "../domain/strategy/strategy-record.ts";
import type { OpenedBody, OutboxItem } from "../ports.ts";
import type { MailContent } from "../mail-ports.ts";
import type { Composed } from "./compose-mail.ts";
import type { Context } from "./context.ts";
import { followingFor } from "./following.ts";
import { openForMail } from "./open-for-mail.ts";
import { recordPaperOf } from "./record-paper.ts";
import { slotMailbox } from "./slot-mailbox.ts";
import { namesOf } from "./strategy-texts.ts";

type RecordMailed = Extract<MailModel, { kind: "record-mailed" }>;

type To = {
  readonly address: string;
  readonly name: string;
  readonly content: MailContent;
  readonly passphrase?: string;
};

const ofSlot = (context: Context, item: OutboxItem): To | undefined => {
  const found = slotMailbox(context, item);
  if (found === undefined || found.mailbox.content === "minimised") return undefined;
  const { address, content } = found.mailbox;
  const passphrase = context.mailer.passphraseFor(item.area, found.slot);
  if (content === "full") return { address, name: found.name, content };
  return passphrase === undefined ? undefined : { address, name: found.name, content, passphrase };
};

/** Whoever has an address of their own: a worker in the register, or somebody who was invited by it. */
const toOf = async (
  context: Context,
  item: OutboxItem,
  bodies: readonly OpenedBody[],
): Promise<To | undefined> => {
  const { to } = item.notice;
  if (!("mailbox" in to)) return undefined;
  const { mailbox } = to;
  if ("slot" in mailbox) return ofSlot(context, item);
  if ("person" in mailbox) {
    const person = await context.people.byId(mailbox.person);
    return person?.email === undefined || person.left
      ? undefined
      : { address: person.email, name: person.name, content: "full" };
  }
  const named = bodies
    .flatMap((one) => (one.type === "PeopleInvited" ? one.body.invitees : []))
    .findLast(({ invitee }) => invitee === mailbox.invitee);
  return named?.email === undefined ? undefined : { address: named.email, name: named.name, content: "full" };
};

const bodyText = ({ ref, areaName }: RecordMailed, hash: string): string =>
  [
    `Tandem ref ${ref}, ${areaName}.`,
    "The record of the strategy discussion is attached. OFFICIAL-SENSITIVE: keep it in your agency's own record, and nowhere else.",
    `The hash on each of its pages (SHA-256) is ${hash}.`,
    "If something in it is wrong, ring whoever conducted the discussion. Nobody reads answers to this e-mail.",
  ].join("\n\n");

/** Tandem itself reads the case's headers; what is sealed it opens as a disclosure alone. */
const itself = {
  person: { person: "tandem", postings: [] },
  identity: { installation: "e-mail", team: "tandem", user: "tandem" },
  surface: "e-mail",
} as const;

type Found = { readonly state: CaseState; readonly record: StrategyRecord; readonly wanted: Recipient };

const findRecord = async (
  context: Context,
  { ref }: OutboxItem,
  model: RecordMailed,
): Promise<Found | undefined> => {
  const loaded = ref === undefined ? undefined : await context.cases.read(itself, ref);
  const state = foldCase(loaded?.events ?? []);
  const record = state === undefined ? undefined : recordIn(state, model.record);
  const wanted = record?.recipients.find(({ recipient }) => recipient === model.recipient);
  return state === undefined || record === undefined || wanted === undefined
    ? undefined
    : { state, record, wanted };
};

/** The record of a discussion for one of those who get it: made now from what is sealed, without what is kept from them. */
export const composeRecordMail = async (
  context: Context,
  item: OutboxItem,
  model: RecordMailed,
): Promise<Composed> => {
  const found = await findRecord(context, item, model);
  if (found === undefined) return { refused: "no_record" };
  const { state, record, wanted } = found;
  const bodies = await openForMail(context, item);
  const to = await toOf(context, item, bodies);
  if (to === undefined) return { refused: "no_mailbox" };
  const world = followingFor(context, state, context.clock.dutyNow());
  const people = [record.held?.by ?? record.by, ...state.actions.flatMap(({ person }) => person ?? [])];
  const names = await namesOf(context, people);
  const paper = recordPaperOf({ state, world, record, bodies, names }, wanted.withheld);
  const { content, hash } = await context.mailer.recordPaper(paper, to.passphrase);
  return {
    to: { address: to.address, name: to.name },
    content: to.content,
    subject: `${model.ref}: record of the strategy discussion, ${model.areaName}`,
    text: bodyText(model, hash),
    attachments: [{ filename: `${model.ref}.pdf`, contentType: "application/pdf", content }],
  };
};
