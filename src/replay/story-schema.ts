import { z } from "zod";
import { slotNameSchema } from "../domain/agency.ts";
import { caseEventSchemas } from "../domain/case/event-schemas.ts";
import { referralFactsSchema, yesNoNotKnown } from "../domain/case/facts.ts";
import { becauseAtMost } from "../domain/calendar/decide-closure.ts";
import { accessEntries } from "./story-access.ts";
import { peopleEntries } from "./story-people.ts";
import { acting, day, inCase, instant, name, words } from "./story-parts.ts";

/** The forms of a discussion and of a step can answer what the events can hold that they become. */
const discussed = caseEventSchemas.DiscussionRecorded[1].header.shape;
const stepTaken = caseEventSchemas.StepRecorded[1].header.shape;

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
const seeAccess = z.strictObject({ ...inCase, does: z.literal("see-access") });
const sign = z.strictObject({
  ...acting,
  does: z.literal("sign-hand-over"),
  slot: slotNameSchema.optional(),
});
/** An administrator changes a day of the working calendar: every open case follows. */
const calendar = z.strictObject({
  ...acting,
  does: z.literal("change-calendar"),
  day,
  becomes: z.enum(["not a working day", "a working day"]),
  because: z.string().trim().min(1).max(becauseAtMost),
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
  seeAccess,
  sign,
  ...accessEntries,
  ...peopleEntries,
  calendar,
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
