import type { Config } from "../src/config.ts";
import type { Area } from "../src/domain/area/area-schema.ts";
import { lockedSlots } from "../src/domain/mail/mail-needs.ts";
import { passphraseName } from "../src/mail/smtp-mailer.ts";

/** Known to everybody who opens the page: nothing real is ever locked with it. */
const passphrase = "for the demonstration";

/** What opens the locked files of the demonstration; nothing where no mailbox of its area gets any. */
export const demonstrationPassphrase = (area: Area): string | undefined =>
  lockedSlots(area).length === 0 ? undefined : passphrase;

/** The mail settings of the demonstration: a server on this machine that passes nothing on. */
export const demonstrationMail = (area: Area, port: number): NonNullable<Config["mail"]> => ({
  server: {
    host: "127.0.0.1",
    port,
    implicitTls: false,
    plainOnLoopback: true,
    from: "Tandem, the demonstration <tandem@demonstration.example>",
  },
  passphrases: new Map(lockedSlots(area).map((slot) => [passphraseName(area.area, slot), passphrase])),
});
