import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { caseRoleSchema } from "../case/access-event-schemas.ts";

const inCase = { ref: z.string(), areaName: z.string() };

/* What people are told about who may know of a case. */

export const namedInCase = z.strictObject({
  ...inCase,
  kind: z.literal("named-in-case"),
  as: caseRoleSchema,
  by: z.string(),
  /** They are named no more. */
  over: z.boolean(),
});

/** Whoever had a case allocated hears that it moved. */
export const allocationMoved = z.strictObject({
  ...inCase,
  kind: z.literal("allocation-moved"),
  to: z.string(),
  by: z.string(),
});

/** The other agency hears to whom it is allocated, and on which number they are reached. */
export const allocatedModel = z.strictObject({
  ...inCase,
  kind: z.literal("allocated"),
  agency: agencySchema,
  as: caseRoleSchema,
  to: z.string(),
  /** Their own number, or their team's; nothing when neither is known. */
  telephone: z.string().optional(),
  why: z.string().optional(),
});

/** Stands where a post was, in a channel that must not know of the case any more. It names none. */
export const withdrawn = z.strictObject({
  kind: z.literal("withdrawn"),
  areaName: z.string(),
});

export const accessTakenModel = z.strictObject({
  ...inCase,
  kind: z.literal("access-taken"),
  by: z.string(),
  until: z.string(),
});

export const noteForYou = z.strictObject({ ...inCase, kind: z.literal("note-for-you"), by: z.string() });

export const departureToAnswer = z.strictObject({
  ...inCase,
  kind: z.literal("departure-to-answer"),
  rule: z.string(),
  says: z.string(),
  by: z.string(),
});

export const departureSettled = z.strictObject({
  ...inCase,
  kind: z.literal("departure-settled"),
  rule: z.string(),
  says: z.string(),
  by: z.string(),
  outcome: z.enum(["in effect", "refused", "one more to agree"]),
});
