import { z } from "zod";

/**
 * The typed facts of a case. They are the only things that conditions in a protocol may ask about, and the only
 * things about a child's situation that stand unencrypted, so none of them can hold a name or a sentence.
 */
export const yesNoNotKnown = z.enum(["yes", "no", "not-known"]);
export type YesNoNotKnown = z.infer<typeof yesNoNotKnown>;

export const crimeFact = z.enum(["yes", "possible", "no", "not-known"]);

/** Where the suspect stands (S2-13): grounds on which the police may already have had to act. */
export const suspectPosition = z.enum(["in-custody", "forensic-window", "immediate-safeguarding"]);

/** How the person alleged stands with the police, by the latest news of it. */
export const custody = z.enum([
  "arrested",
  "in-custody",
  "bailed",
  "released-under-investigation",
  "no-further-action",
  "bail-varied",
  "bail-breached",
]);
export type Custody = z.infer<typeof custody>;

/** The one reason for urgency that a post may show: a closed list, so that posts can be told apart. */
export const urgencyReason = z.enum([
  "immediate-risk",
  "suspect-in-custody",
  "forensic-window",
  "child-with-person-alleged",
  "police-protection",
  "none",
]);
export type UrgencyReason = z.infer<typeof urgencyReason>;

export const urgency = z.enum(["urgent", "standard"]);
export type Urgency = z.infer<typeof urgency>;

export const enquiryMode = z.enum(["undecided", "joint", "single-agency", "none"]);

export const openInvolvement = z.enum(["open-case", "child-protection-plan", "neither", "not-known"]);
export const basisForSharing = z.enum([
  "safeguarding-task",
  "law-enforcement",
  "vital-interests",
  "consent",
  "not-known",
]);

/**
 * Who brought a concern to whoever wrote it down, by kind; a name is never a fact. "own-agency" is nobody else: staff of the
 * sending agency found it themselves.
 */
export const sourceKind = z.enum([
  "professional",
  "relative-or-friend",
  "child",
  "public",
  "anonymous",
  "own-agency",
  "not-known",
]);
type SourceKind = z.infer<typeof sourceKind>;

/** Whether nobody is there who could be told what becomes of it. Not known is not nobody. */
const isNobody = (kind: SourceKind | undefined): boolean => kind === "anonymous" || kind === "own-agency";

/**
 * Who is to hear, of a case in which somebody makes something new known: whoever brought that. Where nobody did, whoever
 * brought it before still waits to hear.
 */
export const broughtBy = (before: SourceKind | undefined, said: SourceKind = "not-known"): SourceKind =>
  before !== undefined && !isNobody(before) && (isNobody(said) || said === "not-known") ? before : said;

/** Facts as a referral states them. "Not known" is an answer that can be given to every one of them. */
export const referralFactsSchema = z.strictObject({
  immediateRisk: yesNoNotKnown,
  crime: crimeFact,
  suspect: z.array(suspectPosition).readonly(),
  childWithPersonAlleged: yesNoNotKnown,
  underPoliceProtection: yesNoNotKnown,
  babyNotYetMobile: yesNoNotKnown,
  openInvolvement,
  parentsAware: yesNoNotKnown,
  basisForSharing,
  /** Is the person the allegation is about staff, working with children, or related to someone here? (S1-12) */
  allegationAboutProfessional: yesNoNotKnown,
  /** Not there when it was not said, which counts as not known: somebody may be waiting to hear. */
  sourceKind: sourceKind.optional(),
});
export type ReferralFacts = z.infer<typeof referralFactsSchema>;

/** What a new concern says again of an open case: what makes it urgent, whether there may be a crime, and who brought it. */
export const concernFactsSchema = referralFactsSchema.pick({
  immediateRisk: true,
  crime: true,
  suspect: true,
  childWithPersonAlleged: true,
  underPoliceProtection: true,
  sourceKind: true,
});
export type ConcernFacts = z.infer<typeof concernFactsSchema>;

/** Why the police come to an initial conference (S4-7). */
export const attendanceGround = z.enum([
  "current-investigation-in-family",
  "past-investigation-and-escalation",
  "wilful-neglect-investigation",
  "police-protection",
  "sexual-exploitation",
  "serious-domestic-abuse",
  "registered-sexual-offender",
  "negotiated",
]);
