import { once } from "node:events";
import { callbackify } from "node:util";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { portOf } from "./loopback-listen.ts";

export type ReceivedFile = {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
};

/** A mail as it came in. */
export type ReceivedMail = {
  /** 1 for the first. */
  readonly number: number;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly files: readonly ReceivedFile[];
  /** Machine time, in milliseconds. */
  readonly at: number;
};

/** A mail server that takes every mail and passes none on. */
export type Mailbox = {
  /** On 127.0.0.1, where it takes mail in the clear. */
  readonly port: number;
  readonly mails: () => readonly ReceivedMail[];
  readonly onMail: (listener: () => void) => void;
  readonly close: () => Promise<void>;
};

const largestMail = 25_000_000;

/** Starts a mail server on a free port of 127.0.0.1. What it takes it keeps in memory until it is closed. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const listeners: (() => void)[] = [];
  const keep = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    const read = readMail(await simpleParser(stream), session.envelope.rcptTo[0]?.address ?? "");
    mails.push({ number: mails.length + 1, ...read, at: Date.now() });
    for (const listener of listeners) listener();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: largestMail,
    closeTimeout: 1_000,
    onData: callbackify(keep),
  });
  // A client that goes away in the middle takes nothing else with it.
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    port: portOf(listening),
    mails: () => mails,
    onMail: (listener) => listeners.push(listener),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** An invitation stands in a mail twice, as a part without a name and as a file: the file is enough. */
function readMail(
  { messageId = "", subject = "", text = "", attachments }: ParsedMail,
  to: string,
): Omit<ReceivedMail, "number" | "at"> {
  const files = attachments.flatMap(({ filename, contentType, content }) =>
    filename === undefined ? [] : [{ name: filename, contentType, content }],
  );
  return { messageId, to, subject, text, files };
}
