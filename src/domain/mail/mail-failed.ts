import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { mailboxReader } from "../area/address-name.ts";
import type { Address, Notice, NoticeModel } from "../notices/notice.ts";
import { addressOf } from "../notices/readers.ts";
import { plain } from "../protocol/in-words.ts";
import { teamOnDuty } from "../timers/on-duty.ts";
import { senderAndDuty } from "../timers/sender-side.ts";
import { isOnShift } from "../timers/shift.ts";

/** Whether nothing of it left, it came back, or nobody can say whether it arrived. */
export type HowItFailed = "not-sent" | "came-back" | "not-known";

type Teller = { readonly to: Address; readonly why?: string };

/** Whoever asked for it; off shift the team of theirs that is on duty, and both when it is urgent. */
const tellersOf = (asker: string, state: CaseState, by: Following): readonly Teller[] => {
  const known = by.area.people.find(({ person }) => person === asker);
  if (known === undefined) return senderAndDuty(state.routedTo ?? state.to, state, by);
  const own = addressOf(known).map((to) => ({ to }));
  if (isOnShift(by, known, by.now)) return own;
  const desk = state.restricted ? undefined : teamOnDuty(known.agency, by, by.now);
  if (desk === undefined) return own;
  const instead = { to: desk, why: "whoever asked for it is off shift and your team is on duty" };
  return state.urgency === "urgent" ? [...own, instead] : [instead];
};

const ringOf = ({ to }: Notice, { area }: Following) => {
  const slot = "mailbox" in to && "slot" in to.mailbox ? area.slots[to.mailbox.slot] : undefined;
  return slot === undefined ? {} : { ring: { says: slot.name, telephone: slot.telephone } };
};

const whatOf = (model: NoticeModel): string => ("step" in model ? model.step : plain(model.kind));

/** An e-mail will not arrive, or nobody knows: whoever asked for it tells its reader another way, by telephone first. */
export const mailFailed = (
  notice: Notice,
  how: HowItFailed,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] => {
  const { to, model } = notice;
  if (!("mailbox" in to)) return [];
  const called = (id: string) => by.area.people.find(({ person }) => person === id)?.name ?? "a colleague";
  const asker = "by" in model ? model.by : state.sender;
  const said: NoticeModel = {
    kind: "mail-failed",
    ref: state.ref,
    areaName: by.area.name,
    what: whatOf(model),
    whom: mailboxReader(by.area, to.mailbox, called),
    how,
    ...ringOf(notice, by),
  };
  return tellersOf(asker, state, by).map(({ to: reader, ...why }) => ({
    to: reader,
    lane: "urgent",
    model: { ...said, ...why },
    because: ["nobody reads an e-mail that did not arrive, so whoever asked for it tells them"],
  }));
};
