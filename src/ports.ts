import type { Agency } from "./domain/agency.ts";
import type { SlackIdentity, Area } from "./domain/area/area-schema.ts";
import type { Closure } from "./domain/calendar/calendar-days.ts";
import type { WorkingCalendar } from "./domain/calendar/working-calendar.ts";
import type { BodyOf, CaseEvent, HeaderOf, NewCaseEvent } from "./domain/case/case-event.ts";
import type { Keyset } from "./domain/case/worklist.ts";
import type { Instant } from "./domain/instant.ts";
import type { Mailbox } from "./domain/notices/mail-models.ts";
import type { Lane, Notice } from "./domain/notices/notice.ts";
import type { Protocol } from "./domain/protocol/protocol-schema.ts";
import type { Person } from "./domain/people/person.ts";
import type { TandemRef } from "./domain/tandem-ref.ts";
import type { Refusable } from "./people-ports.ts";

/** Two times, kept apart: duty time drives the domain, machine time drives leases, time-outs and signatures. */
export type Clock = { readonly dutyNow: () => Instant; readonly machineNow: () => Instant };

/** Randomness as an argument, so that a replay is deterministic. */
export type Ids = { readonly next: () => string; readonly newRef: () => TandemRef };

export type { Person } from "./domain/people/person.ts";
/** Who is asking. Every read takes one, and every opening of a case is logged under it. */
export type Viewer = { readonly person: Person; readonly identity: SlackIdentity; readonly surface: string };

export type LoadedCase = { readonly ref: TandemRef; readonly events: readonly CaseEvent[] };

/** What a verb commits: everything in one transaction, or nothing. */
export type Commit = {
  readonly events: readonly NewCaseEvent[];
  readonly notices: readonly Notice[];
  /** The Slack request that asked for it; one that was accepted before commits nothing. */
  readonly request?: string;
};
export type Decided<T> = {
  readonly answer: T;
  readonly commit?: Commit;
  /** The Slack request that was refused: it may have been accepted before, and what it did be the reason. */
  readonly refused?: string;
};

export type NewCase = {
  readonly ref: TandemRef;
  readonly area: string;
  readonly submission: string;
};

/** The record of cases. Throws AlreadyAccepted when the Slack request that asks was accepted before. */
export type CaseStore = {
  /** Creates a case unless its submission already made one; says which case it is either way. */
  readonly open: (
    created: NewCase,
    commit: Commit,
  ) => Promise<{ readonly ref: TandemRef; readonly existed: boolean }>;
  /** Locks a case, lets a pure decision read it, and commits what was decided; undefined when there is no such case. */
  readonly change: <T>(ref: TandemRef, decide: (loaded: LoadedCase) => Decided<T>) => Promise<T | undefined>;
  readonly read: (viewer: Refusable | "tandem", ref: TandemRef) => Promise<LoadedCase | undefined>;
  /**
   * Opens the sealed bodies of some compartments for one viewer and writes that opening to the access stream in the same
   * transaction. No other key is unwrapped.
   */
  readonly openBodies: (viewer: Refusable, opening: Opening) => Promise<readonly OpenedBody[]>;
  readonly recordRefusal: (viewer: Refusable, refusal: Refusal) => Promise<void>;
  /** Forgets the Slack requests accepted before an instant; Slack repeats none that late. Answers how many. */
  readonly forgetRequests: (before: Instant) => Promise<number>;
};
export type Opening = {
  readonly ref: TandemRef;
  readonly at: Instant;
  readonly compartments: readonly string[];
  /** The e-mail that they are opened for. */
  readonly mail?: { readonly notice: string; readonly to: Mailbox };
};
export type OpenedBody = {
  readonly [T in NewCaseEvent["type"]]: {
    readonly type: T;
    readonly header: HeaderOf<T>;
    readonly body: BodyOf<T>;
    /** Whose keys open it; undefined where nothing was sealed. */
    readonly compartment?: string;
  };
}[NewCaseEvent["type"]];
export type Refusal = {
  readonly ref: TandemRef;
  readonly verb: string;
  readonly because: readonly string[];
  readonly at: Instant;
};

export type OutboxItem = {
  readonly id: string;
  readonly ref?: TandemRef;
  readonly area: string;
  readonly notice: Notice;
  readonly attempts: number;
  readonly fence: number;
  /** The opaque random key: in Slack's metadata, or a mail's Message-ID. */
  readonly key: string;
  /** The message that this one replaces, once that was sent. */
  readonly editing?: { readonly providerId: string; readonly channel: string };
  readonly mayHaveBeenSent: boolean;
  /** Other rows that go out in the same message, each of its own case. */
  readonly together: readonly OutboxItem[];
};

export type Lease =
  | { readonly state: "leased"; readonly item: OutboxItem }
  | { readonly state: "wait"; readonly until: Instant; readonly attempts: number; readonly lane: Lane }
  | { readonly state: "done" };

export type Sent = { readonly providerId: string; readonly channel: string; readonly text: string };
export type OutboxStore = {
  /** Leases one row for sending, at most one message a second in a channel, urgent ones first. */
  readonly lease: (id: string, machineNow: Instant) => Promise<Lease>;
  readonly sent: (item: OutboxItem, sent: Sent, event: NewCaseEvent | undefined) => Promise<void>;
  readonly postpone: (item: OutboxItem, until: Instant, state: "pending" | "unknown") => Promise<void>;
  readonly failed: (item: OutboxItem, error: string, event: NewCaseEvent | undefined) => Promise<void>;
  /** Ids of rows that are due and not being sent, oldest first, urgent lane first. */
  readonly due: (
    machineNow: Instant,
    limit: number,
  ) => Promise<readonly { readonly id: string; readonly lane: Lane }[]>;
};

export type TimerRow = {
  readonly id: string;
  /** The case's reference, or the desk's name. */
  readonly ref: string;
  readonly lane: Lane;
  readonly dueAt: Instant;
};

export type WorklistAsked = {
  readonly areas: readonly string[];
  /** Everything that one agency is a party to, or what one person has sent or picked up. */
  readonly whose: { readonly agency: Agency } | { readonly worker: string };
  readonly after?: Keyset;
  readonly limit: number;
};

export type WorklistStore = {
  /** Cases by their earliest open deadline, what is overdue first and what nothing falls due in last. */
  readonly page: (asked: WorklistAsked) => Promise<readonly Keyset[]>;
};

export type TimerStore = {
  /** Whether a timer is still to be looked at: an alarm for one that is done costs a look-up and no lock. */
  readonly isOpen: (id: string) => Promise<boolean>;
  /** Timers due at an instant of duty time or before it: urgent cases first, then the earliest. */
  readonly due: (at: Instant, limit: number) => Promise<readonly TimerRow[]>;
  /** Every open timer in order of id, from the one after a given id on. */
  readonly open: (after: string, limit: number) => Promise<readonly TimerRow[]>;
};

export type TimerAlarm = Pick<TimerRow, "id" | "ref" | "dueAt"> & { readonly revision: number };

/** The alarm clock: makes things prompt, carries ids only, and may lie, die or be flushed. */
export type Alarms = {
  readonly wake: (
    items: readonly { readonly id: string; readonly lane: Lane; readonly revision: number }[],
    at?: Instant,
  ) => void;
  /** Rings for timers when they fall due by duty time. */
  readonly wakeTimers: (timers: readonly TimerAlarm[]) => void;
};

type NotSent = { readonly ok: false; readonly error: string };
export type SendOutcome =
  | { readonly ok: true; readonly sent: Sent }
  | (NotSent & { readonly kind: "retry"; readonly afterMilliseconds: number })
  | (NotSent & { readonly kind: "unknown"; readonly afterMilliseconds?: number })
  | (NotSent & { readonly kind: "permanent" });

export type Recipient = { readonly installation: string; readonly channel: string };

export type Messenger = {
  readonly send: (
    item: OutboxItem,
    to: Recipient,
    people: ReadonlyMap<string, Person>,
  ) => Promise<SendOutcome>;
  /** Looks in the channel's history for a message that carries the key. */
  readonly find: (item: OutboxItem, to: Recipient) => Promise<Sent | undefined>;
};

/** The areas and protocols in force, with the calendar: values, read by instant. */
export type Reference = {
  readonly areas: ReadonlyMap<string, Area>;
  readonly area: (name: string) => {
    readonly area: Area;
    readonly hash: string;
    readonly protocol: Protocol;
    readonly protocolHash: string;
  };
  readonly protocolByHash: (hash: string) => Protocol;
  readonly calendar: () => WorkingCalendar;
  /** Builds the calendar anew where the days that administrators changed are others than before. */
  readonly useClosures: (closures: readonly Closure[]) => void;
  /** Puts the people of the register who have a posting now in the place of each area's own. */
  readonly usePeople: (people: readonly Person[], now: Instant) => void;
};
