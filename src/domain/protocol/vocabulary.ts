import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { crimeFact, enquiryMode, openInvolvement, urgency, yesNoNotKnown } from "../case/facts.ts";

/** A rule's identity: the seed protocol and its number, the statutory layer, or a local practice. */
export const ruleIdSchema = z.string().regex(/^(S\d+|STAT|LOCAL)-\d+$/, {
  error: "a rule ID looks like S2-11, STAT-1 or LOCAL-3",
});
export type RuleId = z.infer<typeof ruleIdSchema>;

/** What every entry of a protocol says of itself: which rule it is, where it was read, and what it says in one sentence. */
export const provenance = {
  rule: ruleIdSchema,
  source: z.string().min(3),
  says: z.string().min(10),
};

/** The steps of a case that can start a clock, stop one, or be refused by a gate: a closed list. */
export const caseStep = z.enum([
  "referral-recorded",
  "acknowledged",
  "discussion-recorded",
  "checks-recorded",
  "assessment-decided",
  "assessment-completed",
  "offence-emerged",
  "representation-agreed",
  "strategy-discussion-held",
  "conference-booked",
  "conference-starts",
  "invitation-sent",
  "outcome-notified",
  "case-closed",
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
    mode: oneOrMore(enquiryMode),
    assessment: oneOrMore(z.enum(["required", "not-required"])),
    conference: oneOrMore(z.enum(["initial", "review"])),
  })
  .partial();
export type Condition = z.infer<typeof conditionSchema>;
