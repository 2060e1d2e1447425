import { agencyOfSlot, type Agency, type SlotName } from "../agency.ts";
import type { SlackIdentity } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";
import type { CaseStep, RuleId } from "../protocol/vocabulary.ts";
import type { TandemRef } from "../tandem-ref.ts";
import type { Mail } from "../mail/fold-mail.ts";
import type { Address } from "../notices/notice.ts";
import type { Meeting } from "../meetings/meeting.ts";
import type { Action, StrategyRecord } from "../strategy/strategy-record.ts";
import type { LearnedFacts } from "../steps/learned-facts.ts";
import type { Addendum } from "./addendum.ts";
import type { HeaderOf } from "./case-event.ts";
import type { Custody, ReferralFacts, Urgency, UrgencyReason } from "./facts.ts";

/** How one hop of a route stands. "Told" is by telephone, because control rooms do not press buttons. */
export type Hop = {
  readonly slot: SlotName;
  readonly person?: string;
  readonly had?: { readonly how: "picked-up" | "told"; readonly by: string; readonly at: Instant };
  /** At which changeover of teams it was put here last; without it, it is where the route led. */
  readonly put?: number;
  /** When it was last handed back; without it, nobody has had it since the referral was sent. */
  readonly openSince?: Instant;
};

export type Deadline = {
  readonly id: string;
  readonly clock: string;
  readonly rule: RuleId;
  readonly owner: SlotName;
  readonly startedAt: Instant;
  /** What its due time is counted from where that can move, such as the start of a conference. */
  readonly anchor?: HeaderOf<"DeadlineSet">["anchor"];
  readonly dueAt: Instant;
  readonly alsoShownAt?: Instant;
  readonly because: readonly string[];
  /** When it was due before the working calendar changed, and when that was taken up, the oldest first. */
  readonly superseded?: readonly { readonly dueAt: Instant; readonly at: Instant }[];
  /** When it was done; or, "ended", when nothing was due any more although nobody did it. */
  readonly met?: { readonly at: Instant; readonly late: boolean; readonly ended?: true };
};

export type Discussion = Pick<
  HeaderOf<"DiscussionRecorded">,
  "agency" | "withAgency" | "means" | "decision" | "at"
>;

/** New or increased harm that somebody made known in an open case, as it was put to one agency. */
export type Concern = Pick<HeaderOf<"ConcernRaised">, "from" | "at" | "enteredAt"> & {
  readonly to: Agency;
  /** Which putting of that agency's leg it was. */
  readonly put: number;
};

/** Somebody who waits to hear that an agency has what they made known to it. */
export type Asker = {
  readonly asked: Agency;
  readonly person: string;
  readonly installation: string;
  readonly agency: Agency;
};

/** A referral's post, so that it can be edited in place when someone has it. */
export type Post = { readonly notice: string; readonly hop: number; readonly to: Address };

/** Something still to be looked at again. */
export type Timer = Pick<HeaderOf<"TimerSet">, "kind" | "subject" | "step" | "dueAt"> & {
  readonly id: string;
};

/** Who stays accountable for what an agency's team left behind with nobody. */
export type Accountable = { readonly agency: Agency; readonly people: readonly string[] };

/** A step that an agency has taken, who took part in it or agreed to it, and what of the protocol it passed over. */
export type StepDone = Pick<
  HeaderOf<"StepTaken">,
  "agency" | "by" | "step" | "at" | "present" | "agreed" | "meeting" | "overrides" | "record"
>;

/** That an agency has closed its part, and the duties of its own that were open then. */
export type Closed = {
  readonly agency: Agency;
  readonly by: string;
  readonly at: Instant;
  readonly leaves: readonly string[];
};

/** When and because of what a closed case was opened again, and how many steps it had then. */
export type Reopened = {
  readonly by: string;
  readonly at: Instant;
  readonly why: CaseStep | "new-concern" | "immediate-risk";
  readonly from: number;
};

/** News that a child's safety hangs on, the messages that said it, and who said first that they have it. */
export type News = Pick<HeaderOf<"StepTaken">, "by" | "agency" | "step" | "at" | "enteredAt"> & {
  readonly custody?: Custody;
  readonly expectedAt?: Instant;
  readonly had?: { readonly by: string; readonly at: Instant };
  readonly posts: readonly Pick<Post, "notice" | "to">[];
};

/** That an agency disagrees, since when, and until when; without an end it is open. */
export type Disagreement = { readonly agency: Agency; readonly at: Instant; readonly settledAt?: Instant };

/** Somebody who may know of the case because they are named, and what they are in it. */
export type Named = Pick<HeaderOf<"PersonNamed">, "person" | "agency" | "as">;

/** A departure from the protocol: in effect once every agency that it needs has agreed, and nobody refused. */
export type Departure = {
  readonly id: string;
  readonly presumption: string;
  readonly rule: RuleId;
  readonly by: string;
  readonly needs: readonly Agency[];
  readonly agreed: readonly { readonly person: string; readonly agency: Agency }[];
  readonly refusedBy?: string;
};

/** A case as its events leave it. Nothing in it can hold a name or a sentence about a child. */
export type CaseState = {
  readonly ref: TandemRef;
  readonly area: string;
  readonly protocolHash: string;
  readonly submission: string;
  readonly installation: string;
  readonly sender: string;
  readonly from: Agency;
  readonly to: Agency;
  readonly learnedAt: Instant;
  readonly enteredAt: Instant;
  /** When a person last wrote something down in it. */
  readonly actedAt: Instant;
  readonly facts: ReferralFacts;
  readonly urgency: Urgency;
  readonly urgencyReason: UrgencyReason;
  readonly incomplete: boolean;
  /** What it left out of what the protocol asks of a referral, until somebody has added it. */
  readonly missing: readonly string[];
  readonly restricted: boolean;
  readonly excluded: readonly SlackIdentity[];
  readonly routedTo?: Agency;
  readonly hops: readonly Hop[];
  readonly posts: readonly Post[];
  /** Every message about it that stands somewhere, so that it can be withdrawn. */
  readonly messages: readonly Pick<Post, "notice" | "to">[];
  readonly mails: readonly Mail[];
  readonly accountable: readonly Accountable[];
  /** Earlier referrals that may be about the same child. Who may not see one must not learn that it is there. */
  readonly earlier: HeaderOf<"EarlierFound">["found"];
  readonly concerns: readonly Concern[];
  /** Who waits to hear besides the sender, or in their place; see askersOf. */
  readonly askers: readonly Asker[];
  readonly named: readonly Named[];
  /** To whom each agency has allocated it: the social worker, the officer in the case. */
  readonly allocated: Readonly<Partial<Record<Agency, string>>>;
  /** Who opened it without being named, and until when that holds. */
  readonly taken: readonly { readonly person: string; readonly until: Instant }[];
  readonly addenda: readonly Addendum[];
  readonly departures: readonly Departure[];
  readonly deadlines: readonly Deadline[];
  readonly discussions: readonly Discussion[];
  readonly steps: readonly StepDone[];
  /** The oldest first. */
  readonly news: readonly News[];
  /** The oldest first. */
  readonly disagreements: readonly Disagreement[];
  /** What its steps have taught; the latest answer stands. */
  readonly learned: LearnedFacts;
  readonly meetings: readonly Meeting[];
  /** Which agencies have closed their part. */
  readonly closed: readonly Closed[];
  /** How it came to be open again, if it was closed before. */
  readonly reopened?: Reopened;
  /** The records of its strategy discussions, begun or finished, the oldest first. */
  readonly records: readonly StrategyRecord[];
  readonly actions: readonly Action[];
  readonly timers: readonly Timer[];
};

/** Whether nobody has a hop yet that somebody should have: an agency that has closed its part is waited for no more. */
export const isOpenHop = ({ closed }: Pick<CaseState, "closed">, { slot, had }: Hop): boolean =>
  had === undefined && !closed.some(({ agency }) => agency === agencyOfSlot(slot));

/** The first hop that nobody has yet; undefined when a named person has every one. */
export const openHop = (state: CaseState): number | undefined => {
  const index = state.hops.findIndex((hop) => isOpenHop(state, hop));
  return index === -1 ? undefined : index;
};

/** The deadlines that are not met, the earliest first. */
export const openDeadlines = (state: CaseState): readonly Deadline[] =>
  state.deadlines.filter(({ met }) => met === undefined).toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
