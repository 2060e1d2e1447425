import type { Agency } from "../agency.ts";
import type { Instant } from "../instant.ts";
import type { Mail } from "../mail/fold-mail.ts";
import type { TandemRef } from "../tandem-ref.ts";
import type { CaseRole } from "./access-event-schemas.ts";
import type { HeaderOf } from "./case-event.ts";
import type { Deadline, Disagreement, Discussion, News } from "./case-state.ts";
import type { Urgency, UrgencyReason } from "./facts.ts";

/** Who has a case at one hop of its route, by name; nobody yet when `had` is not there. */
export type Holding = {
  readonly hop: number;
  readonly team: string;
  readonly had?: { readonly how: "picked-up" | "told"; readonly name: string; readonly at: Instant };
};

export type Duty = Pick<Deadline, "rule" | "startedAt" | "dueAt" | "because" | "alsoShownAt" | "met"> & {
  /** To be done at once: the text has no clock, so it is never late or overdue. */
  readonly atOnce: boolean;
  readonly says: string;
  readonly owner: string;
  readonly overdue: boolean;
};

/** What a card can offer besides picking up; each is a verb of the authority table. */
export const offered = [
  "tell-by-telephone",
  "record-discussion",
  "record-step",
  "raise-concern",
  "reassess-risk",
  "hand-back",
  "read-referral",
  "see-access",
  "see-meetings",
  "add-note",
  "name-person",
  "exclude-person",
  "propose-departure",
  "answer-departure",
] as const;
export type Offered = (typeof offered)[number];

/** A departure from the protocol as the card shows it: in the protocol's own words, and who still has to agree. */
export type CardDeparture = {
  readonly rule: string;
  readonly says: string;
  readonly by: string;
  readonly stands: "pending" | "in effect" | "refused";
  readonly waitsFor: readonly Agency[];
};

/** News of the person alleged: how they stand, what is expected, and who of social care has it, by name. */
export type CardNews = Pick<News, "custody" | "at" | "expectedAt"> & {
  readonly says: string;
  readonly hadBy?: string;
};

/** An earlier referral that may be about the same child, and how it stands. */
export type CardEarlier = HeaderOf<"EarlierFound">["found"][number] & {
  readonly ref: TandemRef;
  readonly enteredAt: Instant;
  readonly stands: "nobody has it yet" | "open" | "nothing falls due";
};

/** Who has a part of it for an agency, by name; nobody yet when `name` is not there. */
export type AllocatedTo = {
  readonly agency: Agency;
  readonly as: CaseRole;
  readonly name?: string;
  /** Whether it is the reader's own agency, which names its own people. */
  readonly ours: boolean;
};

/** A rule that somebody went past by a departure that the rule itself allows, when they wrote down a step. */
export type PassedOver = {
  readonly rule: string;
  readonly says: string;
  readonly step: string;
  readonly by: string;
  readonly at: Instant;
};

/** An e-mail of the case: who reads it, by team or name, how it stands, and the number of its reader where one is known. */
export type CardMail = Pick<Mail, "standing" | "since"> & {
  readonly whom: string;
  readonly telephone?: string;
};

/** Which agencies have closed their part, who did, and how a closed case came to be open again. */
export type Standing = {
  readonly closed: readonly { readonly agency: Agency; readonly by: string; readonly at: Instant }[];
  readonly reopened?: { readonly by: string; readonly at: Instant; readonly why: string };
};

/** A case as its card shows it: nothing of a child, and only what its reader may do now. */
export type CaseCard = {
  readonly ref: TandemRef;
  readonly areaName: string;
  readonly from: Agency;
  readonly urgency: Urgency;
  readonly urgencyReason: UrgencyReason;
  readonly incomplete: boolean;
  readonly restricted: boolean;
  readonly enteredAt: Instant;
  /** When the case stood so. */
  readonly asOf: Instant;
  readonly holdings: readonly Holding[];
  readonly allocated: readonly AllocatedTo[];
  /** What the two agencies decided together last, and when; nothing until they have. */
  readonly decided?: Pick<Discussion, "decision" | "at">;
  /** Whether anybody of the agency that it was sent to has looked at it. */
  readonly seenByReceiver: boolean;
  readonly open: readonly Duty[];
  readonly met: readonly Duty[];
  readonly departures: readonly CardDeparture[];
  /** Who disagrees, and since when, while that is open. */
  readonly disagreements: readonly Pick<Disagreement, "agency" | "at">[];
  /** The latest news of the person alleged. */
  readonly news?: CardNews;
  /** Those that the reader may see, the newest first. */
  readonly earlier: readonly CardEarlier[];
  /** Earlier referrals could not be looked for when it was sent, and the look is still to come. */
  readonly isStillToLook?: true;
  readonly passedOver: readonly PassedOver[];
  readonly standing: Standing;
  /** The oldest first. */
  readonly mails: readonly CardMail[];
  /** Whether the reader may close their agency's part, and open again what is closed. */
  readonly mayClose: boolean;
  readonly mayReopen: boolean;
  /** The hops that the reader may say they are dealing with. */
  readonly mayPickUp: readonly number[];
  readonly may: readonly Offered[];
};
