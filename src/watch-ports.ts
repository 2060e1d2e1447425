import type { Instant } from "./domain/instant.ts";
import type { Lane, Notice } from "./domain/notices/notice.ts";
import type { TimerAlarm } from "./ports.ts";

/** A message or a timer that is overdue: its id, and since when. Times of messages are the machine's. */
export type Late = { readonly kind: "timer" | "message"; readonly id: string; readonly since: Instant };

/** A message that is still to be sent. One without an instant is to leave at once; one being sent needs no alarm. */
export type OpenMessage = {
  readonly id: string;
  readonly lane: Lane;
  readonly attempts: number;
  readonly beingSent: boolean;
  readonly at?: Instant;
};

export type Counted = { readonly by: readonly string[]; readonly count: number };

/** What is looked at to see whether the work is done. It tells nothing of any case but counts and row ids. */
export type WatchStore = {
  /** Every message still to be sent, in order of id, from the one after a given id on. */
  readonly openMessages: (after: string, limit: number) => Promise<readonly OpenMessage[]>;
  /** What has been due since before an instant, the oldest first: timers by duty time, messages by machine time. */
  readonly late: (before: {
    readonly duty: Instant;
    readonly machine: Instant;
    readonly limit: number;
  }) => Promise<readonly Late[]>;
  /** Proves that the database can be written. */
  readonly write: (at: Instant) => Promise<void>;
  readonly databaseNow: () => Promise<Instant>;
  readonly referralsByAreaAndUrgency: () => Promise<readonly Counted[]>;
  readonly messagesByState: () => Promise<readonly Counted[]>;
  /** Sends a notice that says how the service is, unless its area was told just that last. Answers whether it will be. */
  readonly announce: (area: string, notice: Notice) => Promise<boolean>;
};

/** What is kept of checkpoints of the record outside the database. It names no case and no person. */
export type Anchor = {
  /** Of the newest event of the checkpoints' stream. */
  readonly sequence: number;
  /** When it was anchored, by machine time. */
  readonly at: Instant;
  /** How many streams checkpoints have listed so far. For people to see; nothing is proved by it. */
  readonly streams: number;
  /** The hash of that event, in hexadecimal: it covers every checkpoint before it. */
  readonly hash: string;
};

/** What the alarm clock is to hold: an alarm for each open timer, and one for each message still to be sent. */
export type WantedAlarms = {
  readonly timers: readonly TimerAlarm[];
  readonly messages: readonly OpenMessage[];
};
export type Repairs = { readonly ghosts: number; readonly added: number };

/** Compares the alarm clock with what it is to hold. What it holds is read first, so that nothing newer looks stale. */
export type AlarmCheck = {
  readonly repair: (wanted: () => Promise<WantedAlarms>) => Promise<Repairs>;
};

/** Remembers signatures of requests for ten minutes. Answers false for one seen before; undefined when it cannot say. */
export type ReplayMemory = { readonly firstTime: (signature: string) => Promise<boolean | undefined> };
