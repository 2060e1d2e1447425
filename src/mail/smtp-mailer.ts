import { DateTime } from "luxon";
import type { Instant } from "../domain/instant.ts";
import type { MailOutcome, Mailer } from "../mail-ports.ts";
import type { Clock } from "../ports.ts";
import { buildMessage, recordOf } from "./build-message.ts";
import { classifyMailFault } from "./classify-mail-fault.ts";
import { handOver } from "./hand-over.ts";
import { calendarEntry } from "./calendar-entry.ts";
import { lockedPaper, openPaper } from "./locked-pdf.ts";
import { recordPdf } from "./record-pdf.ts";
import { addressIn, messageIdFor, type MailServer } from "./mail-server.ts";

type Sending = {
  readonly server: MailServer;
  /** Keyed by `passphraseName`. */
  readonly passphrases: ReadonlyMap<string, string>;
  readonly clock: Pick<Clock, "machineNow">;
};

/** The name of a setting for one slot of an area: MAIL_PASSPHRASE_FICTOWN_POLICE_CHILD_PROTECTION_UNIT. */
export const passphraseName = (area: string, slot: string): string =>
  `MAIL_PASSPHRASE_${`${area}_${slot}`.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;

const mailDate = (now: Instant): string => DateTime.fromISO(now, { zone: "utc" }).toRFC2822() ?? "";

/** Sends mail through one server by SMTP, over TLS with a certificate that is verified. */
export const createMailer = ({ server, passphrases, clock }: Sending): Mailer => ({
  send: async (mail, { key, mayHaveBeenSent }): Promise<MailOutcome> => {
    const envelope = {
      messageId: messageIdFor(key, server.from),
      from: server.from,
      date: mailDate(clock.machineNow()),
      repeat: mayHaveBeenSent,
    };
    const message = await buildMessage(mail, envelope);
    const letter = { from: addressIn(server.from), to: mail.to.address, envelopeId: key, message };
    const handed = await handOver(server, letter);
    return handed.ok
      ? { ok: true, sent: recordOf(mail, envelope) }
      : classifyMailFault(handed.fault, handed.reached);
  },
  passphraseFor: (area, slot) => passphrases.get(passphraseName(area, slot)),
  lockedPaper,
  recordPaper: recordPdf,
  openPaper,
  calendarEntry: calendarEntry(addressIn(server.from)),
});
