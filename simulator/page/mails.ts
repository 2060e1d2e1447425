import type { ServerResponse } from "node:http";
import type { Mailbox, ReceivedMail } from "../mailbox.ts";
import type { PageMail, PageMails } from "./contract.ts";
import type { PageWorld } from "./page-world.ts";
import { Refused } from "./refused.ts";

/** Every mail that has arrived, the newest first. */
export function pageMails({ clock, mail }: PageWorld): PageMails {
  const { mailbox, passphrase } = mail;
  const draw = ({ number, to, subject, text, at, files }: ReceivedMail): PageMail => ({
    number,
    to,
    subject,
    text,
    when: clock.saysAt(at),
    files: files.map(({ name }, index) => ({
      name,
      href: `/api/mail-file?mail=${number}&file=${index}`,
    })),
  });
  return {
    received: mailbox.mails().map(draw).toReversed(),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

/** A browser shows a PDF by itself; anything else it is given to keep, so that nothing of a mail runs in this page. */
const shown = "application/pdf";

/** Sends one file of one mail. Throws Refused when it is not there. */
export function sendMailFile({ mails }: Mailbox, query: URLSearchParams, response: ServerResponse): void {
  const mail = mails().find(({ number }) => String(number) === query.get("mail"));
  const file = mail?.files[Number(query.get("file") ?? "none")];
  if (!file) throw new Refused(404, "There is no such file: start from the list of e-mail.");
  const name = encodeURIComponent(file.name);
  response.writeHead(200, {
    "content-type": file.contentType === shown ? shown : "application/octet-stream",
    "content-disposition": `${file.contentType === shown ? "inline" : "attachment"}; filename*=UTF-8''${name}`,
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  response.end(file.content);
}
