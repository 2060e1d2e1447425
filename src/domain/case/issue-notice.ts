import type { Address, Lane, Notice, NoticeModel } from "../notices/notice.ts";
import type { Instant } from "../instant.ts";
import type { NewCaseEvent } from "./case-event.ts";

export type NoticeAsked = {
  readonly to: Address;
  readonly model: NoticeModel;
  readonly lane: Lane;
  readonly edits?: string;
  readonly grouped?: true;
  readonly because: readonly string[];
};

/** Gives a notice its id. */
export const makeNotice = (asked: NoticeAsked, nextId: () => string): Notice => ({
  id: nextId(),
  medium: "slack",
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
