import { z } from "zod";
import { slotNameSchema } from "../domain/agency.ts";
import { caseEventSchemas } from "../domain/case/event-schemas.ts";
import { referralFactsSchema, yesNoNotKnown } from "../domain/case/facts.ts";
import type { Instant } from "../domain/instant.ts";
import { readStoryInstant } from "./story-instant.ts";

/** The forms of a discussion and of a step can answer what the events can hold that they become. */
const discussed = caseEventSchemas.DiscussionRecorded[1].header.shape;
const stepTaken = caseEventSchemas.StepRecorded[1].header.shape;

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "lower-case words joined by hyphens" });
const words = z.string().trim().min(1).max(2_000);

/** "Fri 28 Aug 2026 16:25" by the clock on the wall in England, or an ISO instant with its offset. */
const instant = z.string().transform((text, context): Instant => {
  const read = readStoryInstant(text);
  if (read.ok) return read.instant;
  context.addIssue({ code: "custom", message: read.because });
  return z.NEVER;
});

const acting = { at: instant, who: name };
/** Which case of the story, by the name that its referral was given; the latest one when left out. */
const inCase = { ...acting, case: name.optional() };
/** When it took place, where that is not when it was written down. */
const happening = { happened: instant.optional() };
/** Which team or person of the route, by its slot; the one that the reader would expect when left out. */
const atHop = { slot: slotNameSchema.optional() };

const refer = z.strictObject({
  ...acting,
  does: z.literal("refer"),
  called: name.optional(),
  learned: instant.optional(),
  /** Sent urgently, with what was known. */
  urgently: z.literal(true).optional(),
  facts: referralFactsSchema.partial().default({}),
  excluded: z.array(name).default([]),
});

const pickUp = z.strictObject({ ...inCase, ...atHop, does: z.literal("pick-up") });
const told = z.strictObject({
  ...inCase,
  ...atHop,
  ...happening,
  does: z.literal("told-by-telephone"),
  toWhom: words.default("the person who answered (fictional)"),
  staffNumber: words.optional(),
  logNumber: words.optional(),
});
const discussion = z.strictObject({
  ...inCase,
  ...happening,
  does: z.literal("record-discussion"),
  means: discussed.means.default("telephone"),
  decision: discussed.decision,
});
const step = z.strictObject({
  ...inCase,
  ...happening,
  does: z.literal("record-step"),
  step: stepTaken.step,
  assessment: stepTaken.assessment,
});
const risk = z.strictObject({ ...inCase, does: z.literal("reassess-risk"), immediateRisk: yesNoNotKnown });
const handBack = z.strictObject({
  ...inCase,
  ...atHop,
  does: z.literal("hand-back"),
  reason: z.string().default("Fictional reason."),
});
const read = z.strictObject({ ...inCase, does: z.literal("read-referral") });
const sign = z.strictObject({
  ...acting,
  does: z.literal("sign-hand-over"),
  slot: slotNameSchema.optional(),
});
/** Nobody does anything until then. */
const nothing = z.strictObject({ at: instant, does: z.literal("nothing") });

const entrySchema = z.discriminatedUnion("does", [
  refer,
  pickUp,
  told,
  discussion,
  step,
  risk,
  handBack,
  read,
  sign,
  nothing,
]);
export type Entry = z.infer<typeof entrySchema>;
export type EntryOf<D extends Entry["does"]> = Extract<Entry, { does: D }>;
export type Acting = Exclude<Entry, { does: "nothing" }>;

/** A story: what people did, one after the other, in one area. */
export const storySchema = z.strictObject({
  story: name,
  area: name,
  says: words,
  entries: z.array(entrySchema).min(1),
});
export type Story = z.infer<typeof storySchema>;
