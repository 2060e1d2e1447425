import type { LearnedFact, LearnedFacts } from "./learned-facts.ts";
import type { RecordableStep } from "./recordable-step.ts";

export type StepGroup =
  | "Checks and decisions"
  | "Strategy discussion"
  | "Enquiries"
  | "Interviews, medicals, visits"
  | "Police and courts"
  | "Conferences"
  | "Disagreement"
  | "Passing on and telling";

type Catalogued = {
  /** What has been done, as one reads it in a list. */
  readonly says: string;
  readonly group: StepGroup;
  /** Facts that the step itself decides, whatever the protocol says. */
  readonly facts?: readonly LearnedFact[];
  /** Facts without which the step says nothing. */
  readonly needs?: readonly LearnedFact[];
  /** Which agencies took part, or agreed. */
  readonly agencies?: "present" | "agreed";
  /** What the step itself says of a fact, without asking. */
  readonly teaches?: LearnedFacts;
  /** It is news that a child's safety hangs on: kept as such, and shown until somebody has it. */
  readonly news?: true;
  /** What is still to come and may have a time already, as the form asks for it. */
  readonly expects?: string;
  /** What may be written down besides, in sealed words; nothing waits for it. */
  readonly texts?: readonly string[];
  /** It has a form of its own; or will have one, and until then no rule about it is kept. */
  readonly ownForm?: "there" | "to come";
};

/** Every step that can be written down, in the order in which people choose it. */
export const catalogue: Readonly<Record<RecordableStep, Catalogued>> = {
  "checks-recorded": { says: "Our records and intelligence are checked", group: "Checks and decisions" },
  "assessment-decided": {
    says: "Decided whether an assessment is needed",
    group: "Checks and decisions",
    needs: ["assessment"],
  },
  "assessment-completed": { says: "The assessment is complete", group: "Checks and decisions" },
  "mode-decided": {
    says: "Decided whether enquiries are joint or one agency's",
    group: "Checks and decisions",
    needs: ["mode"],
    facts: ["enquirer", "harm"],
  },
  "not-referred": {
    says: "Decided not to refer to the police",
    group: "Checks and decisions",
    needs: ["reasonNotToRefer"],
  },
  "offence-emerged": { says: "Evidence of a possible offence has emerged", group: "Checks and decisions" },
  "crime-recorded": { says: "A crime is recorded, or none, and why", group: "Checks and decisions" },
  "representation-agreed": {
    says: "Discussed with the designated officer, police representation agreed",
    group: "Checks and decisions",
  },
  "strategy-discussion-requested": {
    says: "A strategy discussion is asked for",
    group: "Strategy discussion",
  },
  "strategy-discussion-held": {
    says: "A strategy discussion was held",
    group: "Strategy discussion",
    facts: ["held", "threshold"],
    agencies: "present",
  },
  "information-shared": { says: "We have shared what we know", group: "Strategy discussion" },
  "minutes-shared": { says: "The minutes went to everyone who was asked", group: "Strategy discussion" },
  "record-shared": { says: "The record of the meeting was shared", group: "Strategy discussion" },
  "recorded-on-own-system": { says: "It is recorded on our own system", group: "Strategy discussion" },
  "form-sent": { says: "The protocol's form was sent", group: "Strategy discussion" },
  "enquiry-started": { says: "Section 47 enquiries are started", group: "Enquiries" },
  "enquiry-completed": {
    says: "Our enquiries are complete",
    group: "Enquiries",
    facts: ["threshold"],
  },
  "roles-agreed": {
    says: "The roles in a joint enquiry are agreed",
    group: "Enquiries",
    agencies: "agreed",
  },
  "part-begun-alone": { says: "We have begun a part of it alone", group: "Enquiries" },
  "safety-plan-recorded": { says: "There is a family safety plan", group: "Enquiries" },
  "safety-plan-reviewed": { says: "We looked at the safety plan again", group: "Enquiries" },
  "conference-considered": { says: "A conference was considered", group: "Enquiries" },
  "outcome-notified": { says: "The other agency was told how it ended", group: "Enquiries" },
  "joint-visit-decided": { says: "A joint visit is decided", group: "Interviews, medicals, visits" },
  "joint-visit-arranged": {
    says: "Time and place of the joint visit are agreed",
    group: "Interviews, medicals, visits",
  },
  "police-stood-down": {
    says: "The social worker needs the police no longer at the visit",
    group: "Interviews, medicals, visits",
  },
  "joint-visit-ended": { says: "The joint visit has ended for us", group: "Interviews, medicals, visits" },
  "interview-planned": {
    says: "An interview with a child is planned",
    group: "Interviews, medicals, visits",
  },
  "medical-agreed": {
    says: "A medical examination is agreed",
    group: "Interviews, medicals, visits",
    agencies: "agreed",
  },
  "medical-planned": { says: "A medical examination is planned", group: "Interviews, medicals, visits" },
  "talk-with-family-planned": {
    says: "A talk with the parents is planned",
    group: "Interviews, medicals, visits",
    facts: ["suspect"],
  },
  "staff-protection-requested": {
    says: "Protection for staff on a visit is asked for",
    group: "Interviews, medicals, visits",
  },
  "custody-changed": {
    says: "The person alleged was arrested, held, bailed or released",
    group: "Police and courts",
    needs: ["custody"],
    news: true,
    expects: "release or review of the detention",
    texts: ["conditions of bail or of release"],
  },
  "returning-home": {
    says: "The person alleged is returning to the home",
    group: "Police and courts",
    news: true,
    expects: "return",
    texts: ["conditions of bail or of release"],
  },
  "news-acknowledged": { says: "We have the news of the person alleged", group: "Police and courts" },
  "arrest-planned": {
    says: "The arrest or interview of the person alleged is planned",
    group: "Police and courts",
  },
  "suspect-interviewed": {
    says: "The person alleged was interviewed about offences",
    group: "Police and courts",
    teaches: { suspect: "interviewed" },
  },
  "police-protection-started": {
    says: "A child was taken into police protection",
    group: "Police and courts",
  },
  "police-protection-ended": { says: "Police protection has ended", group: "Police and courts" },
  "protection-order-made": { says: "An emergency protection order was made", group: "Police and courts" },
  "protection-order-ended": { says: "The emergency protection order has ended", group: "Police and courts" },
  "charging-advice-requested": {
    says: "Charging advice was asked for",
    group: "Police and courts",
    facts: ["charging"],
  },
  "charging-decision-reviewed": {
    says: "Looked again at the wait for charging advice",
    group: "Police and courts",
    needs: ["charging"],
  },
  "conference-requested": {
    says: "A conference is asked for",
    group: "Conferences",
    needs: ["conference"],
  },
  "conference-booked": { says: "A conference is booked", group: "Conferences", ownForm: "to come" },
  "invitation-sent": { says: "The invitations are sent", group: "Conferences", ownForm: "to come" },
  "attendance-settled": {
    says: "Settled whether the police come",
    group: "Conferences",
    ownForm: "to come",
  },
  "report-received": { says: "A report has arrived", group: "Conferences", ownForm: "to come" },
  "addendum-raised": { says: "Something is for the chair alone", group: "Conferences", ownForm: "to come" },
  "conference-held": { says: "The conference was held", group: "Conferences", ownForm: "to come" },
  "core-group-held": { says: "The core group has met", group: "Conferences" },
  "disagreement-raised": { says: "We disagree, and say so", group: "Disagreement" },
  "managers-consulted": {
    says: "Managers were consulted about it",
    group: "Disagreement",
    needs: ["disagreement"],
  },
  "disagreement-settled": { says: "We agree how to proceed", group: "Disagreement" },
  "referred-on": { says: "It was passed on inside our agency", group: "Passing on and telling" },
  "message-sent": {
    says: "Something was passed on that is no referral",
    group: "Passing on and telling",
    needs: ["message"],
  },
  "acted-in-emergency": { says: "We acted before the protocol allowed it", group: "Passing on and telling" },
  "reason-given": { says: "Why we acted before the protocol allowed it", group: "Passing on and telling" },
};
