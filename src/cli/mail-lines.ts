import type { Config } from "../config.ts";
import type { ReferenceFiles } from "../files/load-reference.ts";
import { reachServer } from "../mail/hand-over.ts";
import { mailGaps } from "../mail-gaps.ts";
import { advice, line, looked, type Line } from "./line.ts";

/** Whether the mail server can be reached over TLS, and lets Tandem in. No mail is sent. */
export const mailLines = async (config: Config, files: ReferenceFiles): Promise<readonly Line[]> => {
  const gaps = mailGaps(files, config.mail).map(({ says, next }) => advice(false, says, next));
  const { mail } = config;
  if (mail === undefined)
    return gaps.length > 0 ? gaps : [line(true, "no mail is sent, and no area asks for it", "")];
  const answers = await looked(
    "the mail server answers over TLS with a sound certificate, and lets Tandem in",
    "Check SMTP_URL, SMTP_USER and SMTP_PASSWORD, and that its certificate is one that this machine trusts.",
    () => reachServer(mail.server),
  );
  return [answers, ...gaps];
};
