import { z } from "zod";
import { agencySchema } from "../agency.ts";
import {
  attendanceGround,
  crimeFact,
  custody,
  enquiryMode,
  openInvolvement,
  sourceKind,
  urgency,
  yesNoNotKnown,
} from "../case/facts.ts";

/** A rule's identity: the seed protocol and its number, the statutory layer, or a local practice. */
export const ruleIdSchema = z.string().regex(/^(S\d+|STAT|LOCAL)-\d+$/, {
  error: "a rule ID looks like S2-11, STAT-1 or LOCAL-3",
});
export type RuleId = z.infer<typeof ruleIdSchema>;

/** What must be answered, as a protocol says it. It is the protocol's word, and nobody's answer. */
export const protocolWords = z.string().regex(/^[a-z][a-z0-9' -]*$/, { error: "a few lower-case words" });

export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, { error: "an id is lower-case words joined by hyphens" });

/** What a build may not do yet. An entry that waits for one of these is shown everywhere and kept nowhere. */
export const behaviourToCome = z.enum([
  "what each agency may see",
  "strategy discussions",
  "enquiries and outcomes",
  "closing a case",
  "conferences",
  "statutory timings",
]);

/**
 * What every entry of a protocol says of itself: which rule it is, where it was read, what it says in one sentence, and
 * for what it waits when this build does not keep it yet.
 */
export const provenance = {
  rule: ruleIdSchema,
  source: z.string().min(3),
  says: z.string().min(10),
  notYet: behaviourToCome.optional(),
};

/** The steps of a case that can start a clock, stop one, or be refused by a gate: a closed list. */
export const caseStep = z.enum([
  "referral-recorded",
  "referral-completed",
  "acknowledged",
  "discussion-recorded",
  "checks-recorded",
  "assessment-decided",
  "assessment-completed",
  "offence-emerged",
  "representation-agreed",
  "mode-decided",
  "record-shared",
  "information-shared",
  "recorded-on-own-system",
  "crime-recorded",
  "roles-agreed",
  "part-begun-alone",
  "disagreement-raised",
  "managers-consulted",
  "disagreement-settled",
  "form-sent",
  "referred-on",
  "not-referred",
  "message-sent",
  "staff-protection-requested",
  "joint-visit-decided",
  "joint-visit-arranged",
  "police-stood-down",
  "joint-visit-ended",
  "interview-planned",
  "medical-agreed",
  "medical-planned",
  "talk-with-family-planned",
  "safety-plan-recorded",
  "strategy-discussion-requested",
  "strategy-discussion-held",
  "strategy-discussion-not-held",
  "strategy-discussion-inquorate",
  "strategy-discussion-deferred",
  "absent-agency-briefed",
  "action-agreed",
  "action-done",
  "minutes-shared",
  "minutes-came-back",
  "enquiry-started",
  "enquiry-completed",
  "charging-advice-requested",
  "charging-decision-reviewed",
  "police-protection-started",
  "police-protection-ended",
  "protection-order-made",
  "protection-order-ended",
  "conference-considered",
  "conference-requested",
  "conference-booked",
  "conference-starts",
  "conference-held",
  "invitation-sent",
  "attendance-settled",
  "report-received",
  "addendum-raised",
  "core-group-held",
  "outcome-notified",
  "outcome-held-in-document",
  "document-held-confirmed",
  "review-discussion-not-needed",
  "case-closed",
  "case-reopened",
  "custody-changed",
  "returning-home",
  "news-acknowledged",
  "safety-plan-reviewed",
  "arrest-planned",
  "suspect-interviewed",
  "acted-in-emergency",
  "reason-given",
  "update-acknowledged",
  "referrer-acknowledged",
  "referrer-told-outcome",
]);
export type CaseStep = z.infer<typeof caseStep>;

const oneOrMore = <T extends z.ZodType>(value: T) =>
  z.preprocess(
    (given): unknown => (Array.isArray(given) ? (given as unknown[]) : [given]),
    z.array(value).min(1).readonly(),
  );

/**
 * A condition: every fact named has one of the values given. A closed set over typed facts; there is no scripting.
 * Two facts are named for reading aloud: "sender" and "mode".
 */
export const conditionSchema = z
  .strictObject({
    crime: oneOrMore(crimeFact),
    immediateRisk: oneOrMore(yesNoNotKnown),
    allegationAboutProfessional: oneOrMore(yesNoNotKnown),
    openInvolvement: oneOrMore(openInvolvement),
    urgency: oneOrMore(urgency),
    sender: oneOrMore(agencySchema),
    /** Whether it was sent urgently with what was known, and nobody has added the rest yet. */
    incomplete: oneOrMore(z.enum(["yes", "no"])),
    mode: oneOrMore(enquiryMode),
    harm: oneOrMore(z.enum(["physical", "sexual", "emotional", "neglect"])),
    medical: oneOrMore(z.enum(["needed", "may-be-needed", "not-needed"])),
    /** What else worries about the child, of which another police department knows more. */
    otherConcern: oneOrMore(z.enum(["domestic-abuse", "gangs", "missing", "sexual-exploitation"])),
    threshold: oneOrMore(z.enum(["child-in-need", "significant-harm"])),
    attendance: oneOrMore(z.enum(["required", "report-enough"])),
    held: oneOrMore(z.enum(["meeting", "conversation"])),
    assessment: oneOrMore(z.enum(["required", "not-required"])),
    conference: oneOrMore(z.enum(["initial", "review"])),
    /** What is passed on without being a referral. */
    message: oneOrMore(z.enum(["update", "vetting-check", "intelligence-check"])),
    reasonNotToRefer: oneOrMore(
      z.enum(["no-deliberate-cruelty", "accident-likelier", "sexual-behaviour", "other"]),
    ),
    suspect: oneOrMore(z.enum(["interviewed", "not-interviewed", "not-known"])),
    custody: oneOrMore(custody),
    disagreement: oneOrMore(z.enum(["settled", "not-settled"])),
    charging: oneOrMore(z.enum(["awaited", "decided"])),
    matrix: oneOrMore(z.enum(["followed", "more", "less"])),
    interview: oneOrMore(z.enum(["joint", "police", "social-care"])),
    /** Whether an update brings new or increased harm. */
    newHarm: oneOrMore(yesNoNotKnown),
    referrer: oneOrMore(z.enum(["told", "not-possible"])),
    /** Who brought the concern; not known when the referral does not say. */
    sourceKind: oneOrMore(sourceKind),
    /** Why the police attend an initial conference. */
    attendanceGround: oneOrMore(attendanceGround),
    policeInCoreGroup: oneOrMore(z.enum(["yes", "no"])),
    /** Whether the step is taken, or the conference that it books is held, later than it is due. */
    late: oneOrMore(z.enum(["yes", "no"])),
    /** Whether a conference made a child protection plan. */
    plan: oneOrMore(z.enum(["yes", "no"])),
    category: oneOrMore(z.enum(["neglect", "physical", "sexual", "emotional"])),
  })
  .partial();
export type Condition = z.infer<typeof conditionSchema>;
