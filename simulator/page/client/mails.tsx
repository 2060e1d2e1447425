import type { ReactNode } from "react";
import type { PageMail, PageMails } from "../contract.ts";
import { BesideSwitch } from "./beside-switch.tsx";
import { useSnapshot } from "./use-page.ts";

type MailsProps = { readonly mails: PageMails };

const Files = ({ files, subject }: Pick<PageMail, "files" | "subject">): ReactNode =>
  files.length === 0 ? null : (
    <ul aria-label={`Attached to: ${subject}`}>
      {files.map(({ name, href }) => (
        <li key={href}>
          <a href={href} target="_blank" rel="noreferrer">
            {name}
          </a>
        </li>
      ))}
    </ul>
  );

const Mail = ({ mail }: { readonly mail: PageMail }): ReactNode => {
  const { subject, to, when, text, files } = mail;
  return (
    <li>
      <article aria-label={`E-mail to ${to}`}>
        <h3>{subject}</h3>
        <p className="hint">
          To {to}, {when}
        </p>
        <p className="mail">{text}</p>
        <Files files={files} subject={subject} />
      </article>
    </li>
  );
};

export const MailsSwitch = ({ mails }: MailsProps): ReactNode => (
  <BesideSwitch which="mail">{`E-mail (${mails.received.length})`}</BesideSwitch>
);

const Passphrase = ({ passphrase }: Pick<PageMails, "passphrase">): ReactNode =>
  passphrase === undefined ? null : (
    <p className="hint">
      A locked file opens with <strong>{passphrase}</strong>. A real mailbox has a passphrase of its own.
    </p>
  );

/** Every e-mail that left, as its reader has it, the newest first. */
export const Mails = ({ mails }: MailsProps): ReactNode => {
  const { received, passphrase } = mails;
  if (useSnapshot().beside !== "mail") return null;
  return (
    <aside className="beside" aria-label="E-mail">
      <h2>E-mail that left Tandem</h2>
      <p className="hint">It went to a mailbox in this demonstration and no further.</p>
      <Passphrase {...(passphrase === undefined ? {} : { passphrase })} />
      {received.length === 0 ? (
        <p className="hint">None yet. Where a rule asks for e-mail, it shows here.</p>
      ) : null}
      <ol role="log" aria-label="E-mail, the newest first">
        {received.map((mail) => (
          <Mail key={mail.number} mail={mail} />
        ))}
      </ol>
    </aside>
  );
};
