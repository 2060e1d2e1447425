import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { custody } from "../case/facts.ts";
import { caseStep } from "../protocol/vocabulary.ts";

const inCase = { ref: z.string(), areaName: z.string(), by: z.string(), step: z.string() };

/* What people are told about a step that was taken. */

/** Whoever a rule names for a step hears of it. */
export const stepTold = z.strictObject({
  ...inCase,
  kind: z.literal("step-told"),
  rule: z.string(),
  says: z.string(),
  /** Its reader is to say that it has been seen. */
  acknowledge: z.boolean().optional(),
  /** Why this reader and not the one whom the rule names. */
  why: z.string().optional(),
});

/** A rule names somebody whom Tandem cannot reach: whoever took the step tells them. */
export const tellYourself = z.strictObject({
  ref: z.string(),
  areaName: z.string(),
  kind: z.literal("tell-yourself"),
  step: z.string(),
  rule: z.string(),
  whom: z.string(),
});

/** The other agency hears that something of the protocol was passed over, and how. */
export const stepOverrode = z.strictObject({
  ...inCase,
  kind: z.literal("step-overrode"),
  agency: agencySchema,
  rules: z.array(z.string()).readonly(),
  actingNow: z.boolean(),
});

/** News of the person alleged that a child's safety hangs on. Those whom it is for can say with one press that they have it. */
export const newsModel = z.strictObject({
  ...inCase,
  kind: z.literal("news"),
  rule: z.string(),
  custody: custody.optional(),
  at: z.string(),
  /** When it was written down, where that was long after. */
  enteredAt: z.string().optional(),
  /** When a release, a review or a return is expected, and what that is called. */
  expected: z.strictObject({ what: z.string(), at: z.string() }).optional(),
  /** Whether this reader's agency owes word that somebody has it. */
  press: z.literal(true).optional(),
  had: z.strictObject({ by: z.string(), at: z.string() }).optional(),
  why: z.string().optional(),
});

export const closedParts = z.array(z.strictObject({ agency: agencySchema, at: z.string() })).readonly();

/** A case that was closed is open again, by somebody or by what they wrote down. */
export const reopened = z.strictObject({
  kind: z.literal("reopened"),
  ref: z.string(),
  areaName: z.string(),
  by: z.string(),
  what: z.union([caseStep, z.enum(["new-concern", "immediate-risk"])]),
  /** How many duties of the reader's agency are open. */
  open: z.number().int().min(0),
  /** Why this reader and not the one who has it. */
  why: z.string().optional(),
});
