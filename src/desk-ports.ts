import type { CaseEvent } from "./domain/case/case-event.ts";
import type { DeskEvent } from "./domain/desk/desk-event-schemas.ts";
import type { DeskState } from "./domain/desk/desk-state.ts";
import type { Desk } from "./domain/desk/desk.ts";
import type { Agency } from "./domain/agency.ts";
import type { Instant } from "./domain/instant.ts";
import type { Notice } from "./domain/notices/notice.ts";

export type DeskCommit = {
  readonly events: readonly DeskEvent[];
  readonly notices: readonly Notice[];
};
export type DeskDecided<T> = { readonly answer: T; readonly commit?: DeskCommit };

export type HandingOverAsked = {
  readonly area: string;
  readonly agency: Agency;
  readonly since: Instant;
  readonly limit: number;
};

/** The record of the teams that open and close, and what one hands to the next. */
export type DeskStore = {
  readonly read: (desk: Desk) => Promise<DeskState>;
  /** Locks a desk, making it first if need be, lets a pure decision read it, and commits what was decided. */
  readonly change: <T>(desk: Desk, decide: (state: DeskState) => DeskDecided<T>) => Promise<T>;
  /**
   * The cases that an agency's team takes over, headers alone, and how many are open in all: first what nobody has, then
   * what somebody acted in since, then by what falls due. None that are for named people alone.
   */
  readonly handedOver: (asked: HandingOverAsked) => Promise<{
    readonly cases: readonly (readonly CaseEvent[])[];
    readonly openInAll: number;
  }>;
};
