import { z } from "zod";
import { agencySchema } from "../agency.ts";

const inCase = { ref: z.string(), areaName: z.string(), by: z.string(), step: z.string() };

/* What people are told about a step that was taken. */

/** Whoever a rule names for a step hears of it. */
export const stepTold = z.strictObject({
  ...inCase,
  kind: z.literal("step-told"),
  rule: z.string(),
  says: z.string(),
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
