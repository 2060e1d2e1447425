import { calendarEntry } from "./calendar-entry.ts";
import { lockedPaper, openPaper } from "./locked-pdf.ts";
import { recordPdf } from "./record-pdf.ts";
import type { Mailer } from "../mail-ports.ts";

/** No mail server is configured: what should go by e-mail fails at once, and people are told to send it themselves. */
export const noMailer: Mailer = {
  send: () => Promise.resolve({ ok: false, kind: "permanent", error: "mail_not_configured" }),
  passphraseFor: () => undefined,
  lockedPaper,
  recordPaper: recordPdf,
  openPaper,
  calendarEntry: calendarEntry("tandem@localhost"),
};
