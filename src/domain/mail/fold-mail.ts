import type { CaseState } from "../case/case-state.ts";
import type { HeaderOf } from "../case/case-event.ts";
import type { Mailbox } from "../notices/mail-models.ts";
import type { Instant } from "../instant.ts";
import type { MailOutcome } from "./mail-event-schemas.ts";

/**
 * An e-mail of a case and how it stands. `sent` is that a server took it over, which proves nothing more; only `delivered`
 * says that it reached its mailbox, and nothing says that anybody read it.
 */
export type Mail = {
  readonly notice: string;
  readonly kind: string;
  readonly to: Mailbox;
  readonly standing: "waiting" | "sent" | MailOutcome;
  /** Since when it stands so. */
  readonly since: Instant;
};

/** What a later report may no longer change: a server that is slow to say "delayed" takes back no delivery. */
const settled = new Set<Mail["standing"]>(["delivered", "failed"]);

const standingAt = (mail: Mail, standing: Mail["standing"], since: Instant): Mail =>
  settled.has(mail.standing) && standing !== "failed" ? mail : { ...mail, standing, since };

type Moved = { readonly notice: string; readonly standing: Mail["standing"]; readonly at: Instant };

const moved = (state: CaseState, { notice, standing, at }: Moved): CaseState => ({
  ...state,
  mails: state.mails.map((mail) => (mail.notice === notice ? standingAt(mail, standing, at) : mail)),
});

/** An e-mail is among the case's mails, and not among what stands in Slack and can be edited or withdrawn. */
export const withMail = (state: CaseState, header: HeaderOf<"NoticeIssued">): CaseState => {
  const { notice, kind, to, at } = header;
  if (!("mailbox" in to)) return state;
  const mail: Mail = { notice, kind, to: to.mailbox, standing: "waiting", since: at };
  return { ...state, mails: [...state.mails, mail] };
};

export const mailFolds = {
  NoticeSent: (state: CaseState, { notice, at }: HeaderOf<"NoticeSent">): CaseState =>
    moved(state, { notice, standing: "sent", at }),
  NoticeFailed: (state: CaseState, { notice, at }: HeaderOf<"NoticeFailed">): CaseState =>
    moved(state, { notice, standing: "failed", at }),
  MailReported: (state: CaseState, { notice, outcome, at }: HeaderOf<"MailReported">): CaseState =>
    moved(state, { notice, standing: outcome, at }),
};
