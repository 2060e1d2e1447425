import type { Instant } from "./domain/instant.ts";
import type { Notice } from "./domain/notices/notice.ts";
import type { TandemRef } from "./domain/tandem-ref.ts";
import type { OutboxItem, SendOutcome } from "./ports.ts";

export type MailAttachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
};

/**
 * How much of a case a mailbox may be told: nothing of the child (minimised), the details in the mail itself over TLS
 * (full), or the details only in an attachment that a passphrase opens (encrypted).
 */
export type MailContent = "full" | "encrypted" | "minimised";

/** A mail as its reader gets it. Made when it is sent, and kept nowhere. */
export type ComposedMail = {
  readonly to: { readonly address: string; readonly name?: string };
  readonly content: MailContent;
  /** Tandem reference, task and area; never a child. */
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  readonly calendar?: { readonly method: "REQUEST" | "CANCEL"; readonly content: string };
};

/** What is recorded of a mail that a server took over: its Message-ID, and SHA-256 of what it said, in hexadecimal. */
export type MailSent = {
  readonly providerId: string;
  readonly textHash: string;
  readonly attachments: readonly string[];
};

export type MailOutcome =
  | { readonly ok: true; readonly sent: MailSent }
  | Extract<SendOutcome, { readonly ok: false }>;

export type MailRows = {
  /** The e-mail of a case by the random key in its Message-ID, whatever became of it. */
  readonly mailByKey: (
    key: string,
  ) => Promise<{ readonly ref: TandemRef; readonly notice: Notice } | undefined>;
};

/** A document of headed paragraphs. */
export type Paper = {
  readonly title: string;
  readonly parts: readonly { readonly label: string; readonly text: string }[];
  /** Stands at the foot of every page. */
  readonly footer?: string;
};

/** A meeting as a calendar takes it: when, whose reference, and whom to ring; nothing of a child, and not where. */
export type CalendarEntry = {
  readonly uid: string;
  readonly sequence: number;
  readonly method: "REQUEST" | "CANCEL";
  readonly startsAt: Instant;
  readonly summary: string;
  readonly description: string;
  /** When it was written. */
  readonly writtenAt: Instant;
};

/** The record of a strategy discussion, as one of those who get it may read it. */
export type RecordPaper = {
  readonly title: string;
  readonly subtitle: string;
  readonly ref: string;
  /** When it was held, as an instant. */
  readonly heldAt: string;
  readonly sections: readonly { readonly heading: string; readonly parts: Paper["parts"] }[];
};

export type Mailer = {
  /** Hands a mail to the server. The row's opaque key gives the Message-ID, the same one however often it is sent. */
  readonly send: (mail: ComposedMail, item: OutboxItem) => Promise<MailOutcome>;
  /** What opens the attachments of one slot's mailbox; undefined where none is configured. */
  readonly passphraseFor: (area: string, slot: string) => string | undefined;
  /** A PDF that anybody can open: for a mailbox that may have the details, or with nothing of a child in it. */
  readonly openPaper: (paper: Paper) => Promise<Uint8Array>;
  /** As iCalendar (RFC 5545), in UTC, so that no change of the clocks moves it. */
  readonly calendarEntry: (entry: CalendarEntry) => string;
  /** A PDF under AES-256 that opens with the passphrase alone. */
  readonly lockedPaper: (paper: Paper, passphrase: string) => Promise<Uint8Array>;
  /** A PDF of a discussion's record, the same bytes for the same record, and the hash that stands on each of its pages. */
  readonly recordPaper: (
    paper: RecordPaper,
    passphrase: string | undefined,
  ) => Promise<{ readonly content: Uint8Array; readonly hash: string }>;
};
