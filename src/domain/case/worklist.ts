import type { Instant } from "../instant.ts";
import type { TandemRef } from "../tandem-ref.ts";
import type { CaseCard, Duty } from "./case-card.ts";

/** Where a page of a list ends: after what falls due at an instant, and of those after one reference. */
export type Keyset = { readonly dueAt: Instant; readonly ref: TandemRef };

export type Scope = "mine" | "team";

export type WorklistLine = Pick<
  CaseCard,
  "ref" | "areaName" | "urgency" | "urgencyReason" | "holdings" | "allocated"
> & {
  /** The earliest duty that the reader's agency can meet. */
  readonly duty?: Pick<Duty, "says" | "rule" | "dueAt" | "atOnce" | "overdue">;
};

/** A page of somebody's cases, or of their team's. */
export type Worklist = {
  readonly scope: Scope;
  readonly isFirst: boolean;
  readonly lines: readonly WorklistLine[];
  /** Where the next page goes on; undefined when this is the last. */
  readonly next?: Keyset;
};
