import { z } from "zod";
import { urgency } from "../case/facts.ts";
import { findingKind } from "./finding.ts";

/**
 * What goes out in place of a message that seemed to say who somebody is: what kind it was, which cases it was about, how
 * urgent, whom to ring, and as much as its buttons need. It is made when the message leaves, and never stored.
 */
const redacted = z.strictObject({
  kind: z.literal("redacted"),
  of: z.string(),
  cases: z.array(z.strictObject({ ref: z.string(), dueAt: z.string().optional() })).readonly(),
  urgency: urgency.optional(),
  /** Without words when only the number may stand. */
  ring: z.strictObject({ says: z.string().optional(), telephone: z.string() }).optional(),
  /** A referral's post: the hop that it stands at, and whether somebody is still to take it. */
  post: z.strictObject({ hop: z.number().int(), isOpen: z.boolean(), passesOn: z.boolean() }).optional(),
  /** What is signed for, in a hand-over list. */
  sign: z.string().optional(),
});
export type Redacted = z.infer<typeof redacted>;

/** Tells the operators that a message was held back: its kind and what was found, never a word of it. */
const redactionAlarm = z.strictObject({
  kind: z.literal("redaction-alarm"),
  areaName: z.string(),
  ref: z.string(),
  what: z.string(),
  findings: z.array(findingKind).readonly(),
});
export type RedactionAlarm = z.infer<typeof redactionAlarm>;

export const redactionModels = [redacted, redactionAlarm] as const;
