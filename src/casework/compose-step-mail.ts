import type { MailModel } from "../domain/notices/mail-models.ts";
import type { ComposedMail } from "../mail-ports.ts";
import type { OpenedBody, OutboxItem } from "../ports.ts";
import type { Composed } from "./compose-mail.ts";
import type { Context } from "./context.ts";
import { openForMail } from "./open-for-mail.ts";
import { slotMailbox } from "./slot-mailbox.ts";
import { whomToRing } from "./whom-to-ring.ts";

type StepMailed = Extract<MailModel, { kind: "step-mailed" }>;
type Part = { readonly label: string; readonly text: string };

const isWanted = ({ enteredAt, by }: StepMailed, one: OpenedBody): boolean =>
  one.type === "StepTaken" && one.header.enteredAt === enteredAt && one.header.by === by;

/** What was written about the step, as far as both agencies share it. */
const partsOf = (model: StepMailed, opened: readonly OpenedBody[]): readonly Part[] =>
  opened.flatMap((one): readonly Part[] => {
    if (one.type !== "StepTaken" || !isWanted(model, one)) return [];
    const { answers, note, reason } = one.body;
    return [
      ...answers.map(({ field, text }) => ({ label: field, text })),
      ...(note === undefined ? [] : [{ label: "note", text: note }]),
      ...(reason === undefined ? [] : [{ label: "reason", text: reason }]),
    ];
  });

type Body = Pick<ComposedMail, "content" | "attachments"> & { readonly details: readonly string[] };

const asked = "This e-mail says nothing of the child. For the details ring";

const inAttachment = async (
  context: Context,
  item: OutboxItem,
  passphrase: string,
  parts: readonly Part[],
): Promise<Body> => {
  const title = `Tandem ref ${item.ref ?? ""}`;
  const content = await context.mailer.lockedPaper({ title, parts }, passphrase);
  const attachments = [{ filename: `${item.ref ?? "tandem"}.pdf`, contentType: "application/pdf", content }];
  const details = [
    "The details are in the attached document. Its passphrase is the one that was told to you.",
  ];
  return { content: "encrypted", attachments, details };
};

type Found = NonNullable<ReturnType<typeof slotMailbox>>;

const bodyFor = async (
  context: Context,
  item: OutboxItem,
  model: StepMailed,
  { slot, mailbox: { content } }: Found,
): Promise<Body | undefined> => {
  if (content === "minimised") return { content, attachments: [], details: [] };
  const passphrase = context.mailer.passphraseFor(item.area, slot);
  if (content === "encrypted" && passphrase === undefined) return undefined;
  const parts = partsOf(model, await openForMail(context, item));
  return content === "encrypted" && passphrase !== undefined
    ? inAttachment(context, item, passphrase, parts)
    : { content, attachments: [], details: parts.map(({ label, text }) => `${label}: ${text}`) };
};

/**
 * A step of the protocol, told to a team's mailbox: what was done, by which rule, whom to ring, and as much of what was
 * written about it as the area's file lets that mailbox have.
 */
export const composeStepMail = async (
  context: Context,
  item: OutboxItem,
  model: StepMailed,
): Promise<Composed> => {
  const found = slotMailbox(context, item);
  if (found === undefined) return { refused: "no_mailbox" };
  const body = await bodyFor(context, item, model, found);
  if (body === undefined) return { refused: "no_passphrase" };
  const { ref, areaName, step, rule, says } = model;
  const ring = await whomToRing(context, item, model.by);
  const { content, attachments, details } = body;
  return {
    to: { address: found.mailbox.address, name: found.name },
    content,
    subject: `${ref}: ${step}, ${areaName}`,
    text: [
      `Tandem ref ${ref}, ${areaName}.`,
      `Written down: ${step}.`,
      `${says} (${rule}).`,
      ...details,
      `${content === "minimised" ? asked : "If anything is unclear ring"} ${ring}.`,
      "Nobody reads answers to this e-mail.",
    ].join("\n\n"),
    attachments,
  };
};
