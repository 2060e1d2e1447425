import type { Instant } from "../instant.ts";
import type { ReviewEvent, ReviewHeaderOf } from "./review-event-schemas.ts";

export type ReviewTimer = {
  readonly id: string;
  readonly kind: "review";
  readonly review: string;
  readonly dueAt: Instant;
};
export type Reminded = Pick<ReviewHeaderOf<"ReviewReminded">, "at" | "due" | "overdue" | "told">;
export type Reviewed = Omit<ReviewHeaderOf<"ProtocolReviewed">, "because" | "area">;

/** What an area's stream says of the reviews of its protocol, by the id of each. */
export type ReviewState = {
  readonly timers: readonly ReviewTimer[];
  readonly reminded: Readonly<Record<string, Reminded>>;
  readonly reviewed: Readonly<Record<string, Reviewed>>;
};

/** An area's stream is named by its area, and so are its timers. */
export const areaStream = (area: string): string => `area/${area}`;

/** The area of that stream; undefined for a desk's name and for the reference of a case. */
export const areaOfStream = (stream: string): string | undefined => /^area\/(.+)$/.exec(stream)?.[1];

const apply = (state: ReviewState, event: ReviewEvent): ReviewState => {
  switch (event.type) {
    case "ReviewTimerSet": {
      const { timer: id, review, dueAt } = event.header;
      return { ...state, timers: [...state.timers, { id, kind: "review", review, dueAt }] };
    }
    case "ReviewTimerDone":
      return { ...state, timers: state.timers.filter(({ id }) => id !== event.header.timer) };
    case "ReviewReminded": {
      const { review, at, due, overdue, told } = event.header;
      return { ...state, reminded: { ...state.reminded, [review]: { at, due, overdue, told } } };
    }
    case "ProtocolReviewed": {
      const { because: _because, area: _area, ...reviewed } = event.header;
      return { ...state, reviewed: { ...state.reviewed, [reviewed.review]: reviewed } };
    }
  }
};

const nothing: ReviewState = { timers: [], reminded: {}, reviewed: {} };

/** The state that an area's events leave, oldest first, from an earlier one on when one is given. Other events leave none. */
export const foldReviews = (
  events: readonly { readonly type: string }[],
  before: ReviewState = nothing,
): ReviewState => {
  const known = ["ReviewTimerSet", "ReviewTimerDone", "ReviewReminded", "ProtocolReviewed"];
  return events
    .filter(({ type }) => known.includes(type))
    .reduce<ReviewState>((state, event) => apply(state, event as ReviewEvent), before);
};
