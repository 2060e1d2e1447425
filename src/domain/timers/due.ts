import type { NewCaseEvent } from "../case/case-event.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { TimerAsked } from "./set-timer.ts";

/** What a timer that has fired leads to: messages or none, because of what, and what is to be looked at next. */
export type Due = {
  readonly outcome: "told" | "skipped" | "postponed";
  readonly because: string;
  /** What happened besides, before anybody is told. */
  readonly events?: readonly NewCaseEvent[];
  readonly notices: readonly NoticeAsked[];
  readonly next: readonly TimerAsked[];
};

export const skip = (because: string, next: readonly TimerAsked[] = []): Due => ({
  outcome: "skipped",
  because,
  notices: [],
  next,
});
