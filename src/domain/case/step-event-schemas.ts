import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { ruleIdSchema } from "../protocol/vocabulary.ts";
import { recordableStep } from "../steps/recordable-step.ts";
import { learnedFactsSchema } from "../steps/learned-facts.ts";
import { act, id, instant, sealed } from "./event-parts.ts";

/** How somebody went past what the protocol asks: with a reason, by a departure, or because a child could not wait. */
export const overrideSchema = z.strictObject({
  rule: ruleIdSchema,
  how: z.enum(["reason", "departure", "acting-now"]),
});
export type Override = z.infer<typeof overrideSchema>;

/** What was answered, field by field, in the protocol's words and somebody's own. */
export const answersSchema = z.array(z.strictObject({ field: z.string(), text: z.string() })).readonly();

/** A step that one agency has taken, with what it decides. What was answered stands in the body, field by field. */
export const stepTaken = {
  header: z.strictObject({
    ...act,
    agency: agencySchema,
    step: recordableStep,
    facts: learnedFactsSchema,
    present: z.array(agencySchema).readonly(),
    agreed: z.array(agencySchema).readonly(),
    overrides: z.array(overrideSchema).readonly(),
    /** When what the step speaks of is expected, such as a release. */
    expectedAt: instant.optional(),
    /** The meeting that it is about, and for whom of those who are invited. */
    meeting: id.optional(),
    invitee: id.optional(),
    /** The record of the discussion that it is about. */
    record: id.optional(),
  }),
  body: sealed({
    note: z.string().optional(),
    answers: answersSchema,
    reason: z.string().optional(),
  }),
};
