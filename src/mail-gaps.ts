import type { Config } from "./config.ts";
import { mailNeeds } from "./domain/mail/mail-needs.ts";
import type { ReferenceFiles } from "./files/load-reference.ts";
import { passphraseName } from "./mail/smtp-mailer.ts";

type Gap = { readonly says: string; readonly next: string };

const setUp = "Set SMTP_URL and MAIL_FROM (docs/e-mail.md).";

/** What areas ask of the mail settings and do not find there: a rule with no server, a mailbox with no passphrase. */
export const mailGaps = ({ areas, protocols }: ReferenceFiles, mail: Config["mail"]): readonly Gap[] =>
  [...areas.values()].flatMap(({ value: area }) => {
    const protocol = protocols.get(area.protocol)?.value;
    if (protocol === undefined) return [];
    const { rules, passphrases } = mailNeeds(area, protocol);
    const noServer =
      mail === undefined && rules.length > 0
        ? [
            {
              says: `${area.area} sends secure e-mail (${rules.join(", ")}), and no mail server is set: people are asked to send it themselves`,
              next: setUp,
            },
          ]
        : [];
    const noPassphrase = passphrases
      .map((slot) => passphraseName(area.area, slot))
      .filter((name) => mail !== undefined && !mail.passphrases.has(name))
      .map((name) => ({
        says: `${name} is not set`,
        next: "Without it no attachment is sent to that mailbox: set it.",
      }));
    return [...noServer, ...noPassphrase];
  });
