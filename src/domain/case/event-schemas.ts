import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { protocolWords, ruleIdSchema } from "../protocol/vocabulary.ts";
import { accessEvents } from "./access-event-schemas.ts";
import { act, address, because, hop, id, identity, noBody, optionalText, sealed } from "./event-parts.ts";
import { referralFactsSchema, urgency, urgencyReason, yesNoNotKnown } from "./facts.ts";
import { deadlineChanged, deadlineEnded, deadlineMet, deadlineSet } from "./deadline-event-schemas.ts";
import { meetingEvents } from "./meeting-event-schemas.ts";
import { keyDestroyed } from "./key-event-schemas.ts";
import { mailReported } from "../mail/mail-event-schemas.ts";
import { noticeRedacted } from "../redaction/event-schemas.ts";
import { concernRaised, earlierFound } from "./concern-event-schemas.ts";
import { learnedFactsSchema } from "../steps/learned-facts.ts";
import { answersSchema, overrideSchema, stepTaken } from "./step-event-schemas.ts";
import { handedBack, putToTeamOnDuty, timerDone, timerSet } from "./timer-event-schemas.ts";

export type { Compartment } from "./event-parts.ts";

/**
 * One schema for every (type, version) of event in a case. The header is clear: typed facts, no identity of a child or
 * family and no free text. The body is what is encrypted: identities, narrative, reasons. What is folded, timed,
 * projected or reported comes from headers alone, so that it survives the destruction of every key.
 */
/** What a protocol asks for besides, and why somebody went past it. */
const askedByProtocol = { answers: answersSchema.optional(), reason: optionalText };

const referralRecorded = {
  header: z.strictObject({
    ...act,
    ref: id,
    area: id,
    areaHash: id,
    protocolHash: id,
    submission: id,
    installation: id,
    from: agencySchema,
    to: agencySchema,
    learnedStated: z.boolean(),
    facts: referralFactsSchema,
    urgency,
    urgencyReason,
    because,
    incomplete: z.boolean(),
    /** Which answers the protocol asks for and an urgent referral left out, in the protocol's own words. */
    missing: z.array(protocolWords).readonly().optional(),
    overrides: z.array(overrideSchema).readonly().optional(),
    restricted: z.boolean(),
    excluded: z.array(identity).readonly(),
  }),
  body: sealed({
    callback: z.string(),
    child: optionalText,
    dateOfBirth: optionalText,
    age: optionalText,
    otherChildren: optionalText,
    whereNow: optionalText,
    personAlleged: optionalText,
    nextContact: optionalText,
    lastSeen: optionalText,
    childsWords: optionalText,
    concerns: optionalText,
    whyParentsUnaware: optionalText,
    source: optionalText,
    ...askedByProtocol,
  }),
};

const routeTaken = {
  header: z.strictObject({
    ...act,
    to: agencySchema,
    rule: ruleIdSchema,
    restricted: z.boolean(),
    hops: z.array(hop).min(1).readonly(),
    because,
  }),
  body: noBody,
};

const noticeIssued = {
  header: z.strictObject({
    ...act,
    notice: id,
    kind: id,
    medium: z.enum(["slack", "e-mail", "sms"]),
    to: address,
    /** The hop of the route that a referral's post stands at. */
    hop: z.number().int().min(0).optional(),
    edits: id.optional(),
    because,
  }),
  body: noBody,
};

const noticeSent = {
  header: z.strictObject({
    ...act,
    notice: id,
    providerId: z.string(),
    textHash: z.string(),
    /** SHA-256 of each document that went with an e-mail, so that a copy can be compared with what was sent. */
    attachments: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .readonly()
      .optional(),
    repeat: z.boolean(),
  }),
  body: noBody,
};

const noticeFailed = {
  header: z.strictObject({ ...act, notice: id, error: z.string() }),
  body: noBody,
};

const pickedUp = {
  header: z.strictObject({ ...act, agency: agencySchema, hop: z.number().int().min(0), because }),
  body: noBody,
};

const toldByTelephone = {
  header: z.strictObject({
    ...act,
    agency: agencySchema,
    hop: z.number().int().min(0),
    namedOfficer: z.boolean(),
  }),
  body: sealed({ toWhom: z.string(), staffNumber: optionalText, logNumber: optionalText }),
};

const discussionRecorded = {
  header: z.strictObject({
    ...act,
    agency: agencySchema,
    withAgency: agencySchema,
    means: z.enum(["telephone", "video", "in-person", "secure-message"]),
    decision: z.enum([
      "joint",
      "single-social-care",
      "single-police",
      "strategy-discussion",
      "no-further-action",
    ]),
    facts: learnedFactsSchema.optional(),
    overrides: z.array(overrideSchema).readonly().optional(),
  }),
  body: sealed({ withWhom: z.string(), decisionInWords: z.string(), ...askedByProtocol }),
};

const stepRecorded = {
  header: z.strictObject({
    ...act,
    agency: agencySchema,
    step: z.enum([
      "checks-recorded",
      "assessment-decided",
      "assessment-completed",
      "offence-emerged",
      "representation-agreed",
    ]),
    assessment: z.enum(["required", "not-required"]).optional(),
  }),
  body: sealed({ note: z.string() }),
};

const riskReassessed = {
  header: z.strictObject({ ...act, immediateRisk: yesNoNotKnown, urgency, urgencyReason, because }),
  body: sealed({ reason: z.string() }),
};

/** Every event of a case by type and version. A version once released stays; a change is a new version and an upcaster. */
export const caseEventSchemas = {
  ReferralRecorded: { 1: referralRecorded },
  RouteTaken: { 1: routeTaken },
  DeadlineSet: { 1: deadlineSet },
  DeadlineMet: { 1: deadlineMet },
  DeadlineChanged: { 1: deadlineChanged },
  DeadlineEnded: { 1: deadlineEnded },
  NoticeIssued: { 1: noticeIssued },
  NoticeSent: { 1: noticeSent },
  NoticeFailed: { 1: noticeFailed },
  NoticeRedacted: { 1: noticeRedacted },
  MailReported: { 1: mailReported },
  PickedUp: { 1: pickedUp },
  ToldByTelephone: { 1: toldByTelephone },
  DiscussionRecorded: { 1: discussionRecorded },
  StepRecorded: { 1: stepRecorded },
  StepTaken: { 1: stepTaken },
  RiskReassessed: { 1: riskReassessed },
  ConcernRaised: { 1: concernRaised },
  EarlierFound: { 1: earlierFound },
  TimerSet: { 1: timerSet },
  TimerDone: { 1: timerDone },
  HandedBack: { 1: handedBack },
  PutToTeamOnDuty: { 1: putToTeamOnDuty },
  KeyDestroyed: { 1: keyDestroyed },
  ...accessEvents,
  ...meetingEvents,
} as const;
