import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { ComposedMail, MailSent } from "../mail-ports.ts";

export type Envelope = {
  readonly messageId: string;
  readonly from: string;
  /** As RFC 5322 writes it. */
  readonly date: string;
  /** It may have arrived before, and says so. */
  readonly repeat: boolean;
};

const repeated = "Repeat: this may have reached you before.";

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** What a mail says as it leaves. */
export const textOf = ({ text }: ComposedMail, repeat: boolean): string =>
  repeat ? `${repeated}\n\n${text}` : text;

/** What is recorded of a mail: which message it was, and hashes by which a copy can be compared. */
export const recordOf = (mail: ComposedMail, { messageId, repeat }: Envelope): MailSent => ({
  providerId: messageId,
  textHash: sha256(textOf(mail, repeat)),
  attachments: mail.attachments.map(({ content }) => sha256(content)),
});

/** A mail as it goes over the line. It is marked as automatic, so that no absence notice answers it. */
export const buildMessage = (
  mail: ComposedMail,
  { messageId, from, date, repeat }: Envelope,
): Promise<Buffer> => {
  const { to, subject, attachments, calendar } = mail;
  return new MailComposer({
    from,
    to: { name: to.name ?? "", address: to.address },
    subject,
    text: textOf(mail, repeat),
    attachments: attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: Buffer.from(content),
    })),
    ...(calendar === undefined ? {} : { icalEvent: calendar }),
    messageId,
    date,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply" },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
};
