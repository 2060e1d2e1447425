import { createHash } from "node:crypto";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { MeetingKind } from "../domain/meetings/meeting.ts";
import type { MailModel } from "../domain/notices/mail-models.ts";
import type { ComposedMail, MailContent, Paper } from "../mail-ports.ts";
import type { OpenedBody, OutboxItem } from "../ports.ts";
import type { Composed } from "./compose-mail.ts";
import { whomToRing } from "./whom-to-ring.ts";
import type { Context } from "./context.ts";
import { openForMail } from "./open-for-mail.ts";
import { shownPlace } from "./shown-meeting.ts";
import { slotMailbox } from "./slot-mailbox.ts";

type MeetingMailed = Extract<MailModel, { kind: "meeting-mailed" }>;
type Part = Paper["parts"][number];

const kindInWords: Readonly<Record<MeetingKind, string>> = {
  "strategy-discussion": "strategy discussion",
  "initial-conference": "initial conference",
  "review-conference": "review conference",
  "core-group": "core group",
};

const whatHappened = ({ change, what, startsAt, was }: MeetingMailed): string => {
  const kind = kindInWords[what];
  const on = formatInstant(startsAt as Instant);
  if (change === "called-off") return `The ${kind} of ${on} is called off.`;
  if (change === "invited") return `You are asked to take part in the ${kind} on ${on}.`;
  return `The ${kind} is on ${on} now${was === undefined ? "" : `, not on ${formatInstant(was as Instant)}`}.`;
};

const subjectOf = ({ ref, what, change, startsAt }: MeetingMailed): string => {
  const changed = { invited: "", moved: " moved:", "called-off": " called off:" }[change];
  return `${ref}:${changed} ${kindInWords[what]}, ${formatInstant(startsAt as Instant)}`;
};

type Reader = {
  readonly to: ComposedMail["to"];
  readonly content: MailContent;
  readonly slot?: string;
  readonly opened: readonly OpenedBody[];
};

/** Whose mailbox it is: a team's as the area's file has it now, or the address that was written down for somebody invited. */
const readerOf = async (context: Context, item: OutboxItem): Promise<Reader | undefined> => {
  const team = slotMailbox(context, item);
  if (team !== undefined) {
    const { mailbox, name, slot } = team;
    const opened = mailbox.content === "minimised" ? [] : await openForMail(context, item);
    return { to: { address: mailbox.address, name }, content: mailbox.content, slot, opened };
  }
  const { to } = item.notice;
  if (!("mailbox" in to) || !("invitee" in to.mailbox)) return undefined;
  const { invitee } = to.mailbox;
  const opened = await openForMail(context, item);
  const named = opened
    .flatMap((one) => (one.type === "PeopleInvited" ? one.body.invitees : []))
    .find((one) => one.invitee === invitee);
  if (named?.email === undefined) return undefined;
  return { to: { address: named.email, name: named.name }, content: "minimised", opened: [] };
};

const saidOf = ({ meeting }: MeetingMailed, opened: readonly OpenedBody[]): readonly Part[] => [
  ...shownPlace(meeting, opened),
  ...opened.flatMap((one) =>
    one.type === "StepTaken" && one.header.step === "invitation-sent" && one.header.meeting === meeting
      ? one.body.answers.map(({ field, text }) => ({ label: field, text }))
      : [],
  ),
];

/** The booking form: when and what, and as much of what was written as this mailbox may have. Its own hash stands at its foot. */
const bookingForm = (model: MeetingMailed, ring: string, said: readonly Part[]): Paper => {
  const parts: readonly Part[] = [
    { label: "Reference", text: model.ref },
    { label: "Meeting", text: whatHappened(model) },
    ...said,
    { label: "For the details ring", text: ring },
  ];
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return { title: `Booking form ${model.ref}`, parts, footer: `SHA-256 of what it says: ${hash}` };
};

const attached = async (
  context: Context,
  item: OutboxItem,
  { content, slot }: Reader,
  paper: Paper,
): Promise<ComposedMail["attachments"] | undefined> => {
  const { mailer } = context;
  const passphrase = slot === undefined ? undefined : mailer.passphraseFor(item.area, slot);
  if (content === "encrypted" && passphrase === undefined) return undefined;
  const written =
    content === "encrypted" && passphrase !== undefined
      ? await mailer.lockedPaper(paper, passphrase)
      : await mailer.openPaper(paper);
  return [{ filename: `${item.ref ?? "tandem"}.pdf`, contentType: "application/pdf", content: written }];
};

const calendarOf = ({ mailer, clock }: Context, model: MeetingMailed, ring: string) => {
  const method = model.change === "called-off" ? ("CANCEL" as const) : ("REQUEST" as const);
  const content = mailer.calendarEntry({
    uid: model.meeting,
    sequence: model.sequence,
    method,
    startsAt: model.startsAt as Instant,
    summary: `Tandem ${model.ref}: ${kindInWords[model.what]}`,
    description: `Tandem ref ${model.ref}. Ring ${ring}.`,
    writtenAt: clock.dutyNow(),
  });
  return { method, content };
};

const shortNotice = ({ shortNotice: days }: MeetingMailed): readonly string[] =>
  days === undefined ? [] : [`Short notice: ${days} working ${days === 1 ? "day" : "days"}.`];

/** An invitation, a new time or a calling-off: in the mail what it is and when, with an entry for the reader's calendar. */
export const composeMeetingMail = async (
  context: Context,
  item: OutboxItem,
  model: MeetingMailed,
): Promise<Composed> => {
  const reader = await readerOf(context, item);
  if (reader === undefined) return { refused: "no_mailbox" };
  const ring = await whomToRing(context, item, model.by);
  const paper = bookingForm(model, ring, saidOf(model, reader.opened));
  const attachments = model.change === "called-off" ? [] : await attached(context, item, reader, paper);
  if (attachments === undefined) return { refused: "no_passphrase" };
  return {
    to: reader.to,
    content: reader.content,
    subject: subjectOf(model),
    text: [
      `Tandem ref ${model.ref}, ${model.areaName}.`,
      whatHappened(model),
      ...shortNotice(model),
      `To answer, and for the details, ring ${ring}.`,
      "Nobody reads answers to this e-mail.",
    ].join("\n\n"),
    attachments,
    calendar: calendarOf(context, model, ring),
  };
};
