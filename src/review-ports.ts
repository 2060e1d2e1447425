import type { Notice } from "./domain/notices/notice.ts";
import type { ReviewEvent } from "./domain/review/review-event-schemas.ts";
import type { ReviewState } from "./domain/review/review-state.ts";

export type ReviewCommit = {
  readonly events: readonly ReviewEvent[];
  readonly notices: readonly Notice[];
};
export type ReviewDecided<T> = { readonly answer: T; readonly commit?: ReviewCommit };

/** What each area's record holds of the reviews of its protocol. */
export type ReviewStore = {
  readonly read: (area: string) => Promise<ReviewState>;
  /** Locks an area's record, lets a pure decision read it, and commits what was decided. */
  readonly change: <T>(area: string, decide: (state: ReviewState) => ReviewDecided<T>) => Promise<T>;
};
