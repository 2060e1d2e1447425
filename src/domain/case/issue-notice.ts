import type { Address, Lane, Notice, NoticeModel } from "../notices/notice.ts";
import type { Instant } from "../instant.ts";
import { readersOf } from "../notices/readers.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";

export type NoticeAsked = {
  readonly to: Address;
  readonly model: NoticeModel;
  readonly lane: Lane;
  readonly edits?: string;
  readonly grouped?: true;
  readonly because: readonly string[];
};

/** What is withdrawn is withdrawn where it stands, also from one who may hear nothing more: it names no case. */
const readersFor = ({ to, model }: NoticeAsked, state: CaseState, by: Following): readonly Address[] =>
  model.kind === "withdrawn" ? [to] : readersOf(to, state, by);

/** The notices of a case: each with its id, and none to a person whom the case must be kept from. */
export const makeNotices = (
  asked: readonly NoticeAsked[],
  state: CaseState,
  by: Following,
): readonly Notice[] =>
  asked.flatMap((one) =>
    readersFor(one, state, by)
      // Edited in place, a message stays with whoever has it, and one who may hear nothing hears no more of it.
      .filter((to) => one.edits === undefined || to === one.to)
      .map((to) => makeNotice({ ...one, to }, by.nextId)),
  );

/** Gives a notice its id. Its address says by which medium it goes. */
export const makeNotice = (asked: NoticeAsked, nextId: () => string): Notice => ({
  id: nextId(),
  medium: "mailbox" in asked.to ? "e-mail" : "slack",
  ...asked,
});

/** That a notice was issued is part of the case, with its reason. */
export const noticeIssued = (notice: Notice, now: Instant): NewCaseEvent => ({
  type: "NoticeIssued",
  version: 1,
  header: {
    by: "tandem",
    at: now,
    enteredAt: now,
    notice: notice.id,
    kind: notice.model.kind,
    medium: notice.medium,
    to: notice.to,
    ...(notice.model.kind === "referral-post" ? { hop: notice.model.hop } : {}),
    ...(notice.edits === undefined ? {} : { edits: notice.edits }),
    because: notice.because,
  },
});
