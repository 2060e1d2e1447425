import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { conclude, type Decision } from "../case/decide-answer.ts";
import { operatorsTold } from "../case/decide-undelivered.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { cameBack } from "../strategy/distribution.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Notice } from "../notices/notice.ts";
import type { MailOutcome } from "./mail-event-schemas.ts";
import { mailFailed } from "./mail-failed.ts";

export type Reported = {
  readonly notice: Notice;
  readonly outcome: MailOutcome;
  /** The enhanced status code, such as 5.1.1. */
  readonly status?: string;
};

/**
 * A mail server reported what became of an e-mail. That is written down; when it failed, whoever asked for it and the
 * operators hear so at once. A report that says what is known already changes nothing.
 */
export const decideMailReported = (
  state: CaseState,
  { notice, outcome, status }: Reported,
  by: Following,
): Decision | Refused => {
  const mail = state.mails.find((one) => one.notice === notice.id);
  if (mail === undefined) return refuse("no-such-mail", "The case has no such e-mail.");
  if (mail.standing === outcome) return refuse("known-already", "That is written down already.");
  const event: NewCaseEvent = {
    type: "MailReported",
    version: 1,
    header: {
      by: "tandem",
      at: by.now,
      enteredAt: by.now,
      notice: notice.id,
      outcome,
      ...(status === undefined ? {} : { status }),
    },
  };
  const asked = (after: CaseState) =>
    outcome === "failed"
      ? [
          ...mailFailed(notice, "came-back", after, by),
          ...operatorsTold({ notice, error: `mail_${status ?? "failed"}` }, after, by),
        ]
      : [];
  const back = outcome === "failed" ? cameBack(notice, state, by) : [];
  return conclude(state, [event, ...back], asked, by);
};
