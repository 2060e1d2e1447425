import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { act, because, id, noBody } from "./event-parts.ts";
import { concernFactsSchema, urgency, urgencyReason } from "./facts.ts";

/** Earlier referrals of the area that may be about the same child, by reference. Nothing is merged because of it. */
export const earlierFound = {
  header: z.strictObject({
    ...act,
    found: z
      .array(z.strictObject({ ref: id, by: z.enum(["name and date of birth", "name alone"]) }))
      .min(1)
      .readonly(),
    because,
  }),
  body: noBody,
};

/**
 * New or increased harm in an open case: what follows a referral follows it. What was written stands in the step by which
 * it was passed on; `at` is when it was learned.
 */
export const concernRaised = {
  header: z.strictObject({
    ...act,
    from: agencySchema,
    /** The installation in which whoever raised it is told. */
    installation: id,
    /** The agencies that it was put to. */
    asked: z.array(agencySchema).min(1).readonly(),
    /** What is known from now on. */
    facts: concernFactsSchema,
    urgency,
    urgencyReason,
    because,
  }),
  body: noBody,
};
