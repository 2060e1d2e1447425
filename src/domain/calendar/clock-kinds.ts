/** How working days after a trigger are counted ('the clock semantics'); 'day-zero' unless the protocol says otherwise. */
export type Counting = "day-zero" | "deemed-received" | "same-time" | "inclusive";

/** A rule that makes a due time out of a start (S2-9, S2-11, S2-12, S4-14, STAT-11). Counts are whole and at least 1. */
export type Clock =
  | { readonly kind: "immediate" }
  | { readonly kind: "minutes"; readonly count: number }
  | { readonly kind: "hours"; readonly count: number }
  | { readonly kind: "end-of-working-day"; readonly outOfHours: "now" | "next-close" }
  | { readonly kind: "working-days"; readonly count: number; readonly counting?: Counting }
  | {
      readonly kind: "working-days-before";
      readonly count: number;
      /** 'latest' is "by", the closing time of that day; 'earliest' is "not earlier than", its opening time. */
      readonly bound: "latest" | "earliest";
      /** Clear days count neither the day of the event nor the day of the act: one day more. */
      readonly clearDays?: boolean;
    }
  | { readonly kind: "calendar-days"; readonly count: number }
  | { readonly kind: "months"; readonly count: number; readonly lastUsable: boolean };

export type ClockOf<Kind extends Clock["kind"]> = Extract<Clock, { kind: Kind }>;
