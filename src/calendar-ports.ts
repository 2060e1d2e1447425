import type { Closure } from "./domain/calendar/calendar-days.ts";
import type { ClosureDecision, ClosureEvent } from "./domain/calendar/decide-closure.ts";
import type { Deadline } from "./domain/case/case-state.ts";
import type { Instant } from "./domain/instant.ts";
import type { OpenDeadline } from "./domain/deadlines/recompute.ts";
import type { TandemRef } from "./domain/tandem-ref.ts";

/** An open deadline as it is looked up, with what says which protocol and which area it goes by. */
export type OpenDeadlineRow = OpenDeadline &
  Pick<Deadline, "id"> & {
    readonly ref: TandemRef;
    readonly area: string;
    readonly protocolHash: string;
  };

/** The days that administrators took out of the working calendar or put into it, and what goes by working days. */
export type CalendarStore = {
  readonly inForce: () => Promise<readonly Closure[]>;
  /** Every change ever made, the oldest first. */
  readonly changes: () => Promise<readonly ClosureEvent[]>;
  /** Locks the calendar, lets a pure decision read it, and commits what was decided. */
  readonly change: (decide: (inForce: readonly Closure[]) => ClosureDecision) => Promise<ClosureDecision>;
  /** How many deadlines changed with the calendar from an instant of duty time on, whichever process did it. */
  readonly movedSince: (at: Instant) => Promise<{ readonly cases: number; readonly deadlines: number }>;
  /** Every deadline that is not met, from the one after a given id on. */
  readonly openDeadlines: (after: string, limit: number) => Promise<readonly OpenDeadlineRow[]>;
  /** The cases in which something waits for a team to open or close. */
  readonly waitingForHours: () => Promise<readonly TandemRef[]>;
};
