import { mailFailed } from "../mail/mail-failed.ts";
import { agencyOfSlot } from "../agency.ts";
import { bringForward } from "../timers/bring-forward.ts";
import { redirectReminder } from "../timers/redirect-reminder.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { hopToRing, slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import type { Notice } from "../notices/notice.ts";
import { kindSaid } from "../notices/told-of-note.ts";
import type { NewCaseEvent } from "./case-event.ts";
import { askersOf } from "./concerns.ts";
import { cameBack } from "../strategy/distribution.ts";
import type { CaseState } from "./case-state.ts";
import { conclude, type Decision } from "./decide-answer.ts";
import type { NoticeAsked } from "./issue-notice.ts";

export type Undelivered = {
  readonly notice: Notice;
  /** Slack's own short code, or one of ours; never the words of a message. */
  readonly error: string;
};

/** The operators hear that something cannot be delivered, by a short code. */
export const operatorsTold = (
  { notice, error }: Undelivered,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] => {
  // An alarm that cannot be delivered raises no further one: it would go the same way.
  if (notice.model.kind === "undelivered-alarm") return [];
  const model = {
    kind: "undelivered-alarm",
    areaName: by.area.name,
    ref: state.ref,
    what: kindSaid(notice.model.kind),
    error,
    ...(notice.medium === "e-mail" ? { medium: notice.medium } : {}),
  } as const;
  return [
    {
      to: by.area.operators,
      lane: "urgent",
      model,
      because: [`a ${kindSaid(notice.model.kind)} could not be delivered`],
    },
  ];
};

/** What is said of an e-mail that was sent again and again and whose fate no server confirmed. */
export const mayHaveArrived = "mail_not_known";

const senderTold = ({ notice }: Undelivered, state: CaseState, by: Following): readonly NoticeAsked[] => {
  const { model } = notice;
  const hop = model.kind === "referral-post" ? state.hops[model.hop] : undefined;
  if (hop === undefined || notice.edits !== undefined || hop.had !== undefined) return [];
  const team = slotOfHop(hop, by.area).name;
  const telephone = telephoneOfHop(hopToRing(hop, state, by.area), by.area);
  return askersOf(agencyOfSlot(hop.slot), state).map(({ installation, person }) => ({
    to: { installation, person },
    lane: "urgent",
    model: { kind: "not-delivered", ref: state.ref, team, telephone },
    because: ["nobody reads a post that was not delivered, so its sender must ring"],
  }));
};

/**
 * A message can never be delivered: that is written down, whoever sent the referral is told at once whom to ring, the
 * operators are alarmed, and the next rung is told now; a reminder goes to whoever can stand in. Nothing that must reach
 * someone fails in silence.
 */
export const decideUndelivered = (state: CaseState, undelivered: Undelivered, by: Following): Decision => {
  const failed: NewCaseEvent = {
    type: "NoticeFailed",
    version: 1,
    header: {
      by: "tandem",
      at: by.now,
      enteredAt: by.now,
      notice: undelivered.notice.id,
      error: undelivered.error,
    },
  };
  const how = undelivered.error === mayHaveArrived ? "not-known" : "not-sent";
  const asked = (after: CaseState) => [
    ...mailFailed(undelivered.notice, how, after, by),
    ...senderTold(undelivered, after, by),
    ...redirectReminder(undelivered.notice, after, by),
    ...operatorsTold(undelivered, after, by),
  ];
  return conclude(
    state,
    [failed, ...cameBack(undelivered.notice, state, by), ...bringForward(undelivered.notice, state, by)],
    asked,
    by,
  );
};
