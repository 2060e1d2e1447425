import { z } from "zod";
import { agencySchema, slotNameSchema } from "../domain/agency.ts";
import { recordableStep } from "../domain/steps/recordable-step.ts";
import { learnedFactsSchema } from "../domain/steps/learned-facts.ts";
import { caseEventSchemas } from "../domain/case/event-schemas.ts";
import { concernFactsSchema, referralFactsSchema, yesNoNotKnown } from "../domain/case/facts.ts";
import { protocolWords } from "../domain/protocol/vocabulary.ts";
import { becauseAtMost } from "../domain/calendar/decide-closure.ts";
import { reviewOutcome } from "../domain/review/review-event-schemas.ts";
import { accessEntries } from "./story-access.ts";
import { meetingEntries } from "./story-meetings.ts";
import { peopleEntries } from "./story-people.ts";
import { acting, day, inCase, instant, name, words } from "./story-parts.ts";

/** The form of a discussion can answer what the event can hold that it becomes. */
const discussed = caseEventSchemas.DiscussionRecorded[1].header.shape;

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
  /** Which answers that the protocol asks for stay blank; the others are given. */
  leaves: z.array(protocolWords).default([]),
  /** Why the protocol was passed over. */
  reason: words.optional(),
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
  /** Whether it was a meeting or a conversation, where the protocol makes a difference. */
  held: learnedFactsSchema.shape.held,
  leaves: z.array(protocolWords).default([]),
  actingNow: z.literal(true).optional(),
});
const step = z.strictObject({
  ...inCase,
  ...happening,
  does: z.literal("record-step"),
  step: recordableStep,
  /** What the step decides, such as `mode: joint`. */
  facts: learnedFactsSchema.default({}),
  present: z.array(agencySchema).default([]),
  agreed: z.array(agencySchema).default([]),
  /** Which of the questions that the protocol asks were answered. */
  answers: z.array(z.string()).default([]),
  /** Why the protocol was passed over. */
  reason: words.optional(),
  /** When what it speaks of is expected, such as a release. */
  expected: instant.optional(),
  /** A child could not wait. */
  actingNow: z.literal(true).optional(),
});
const news = z.strictObject({ ...inCase, does: z.literal("have-news") });
const risk = z.strictObject({ ...inCase, does: z.literal("reassess-risk"), immediateRisk: yesNoNotKnown });
/** What has come up since in an open case. */
const concern = z.strictObject({
  ...inCase,
  ...happening,
  does: z.literal("raise-concern"),
  newHarm: yesNoNotKnown,
  facts: concernFactsSchema.partial().default({}),
});
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
/** Somebody writes down that the area's protocol was reviewed. */
const review = z.strictObject({
  ...acting,
  does: z.literal("review-protocol"),
  outcome: reviewOutcome.default("no-change"),
  /** The day of the entry when left out. */
  reviewedOn: day.optional(),
  nextDue: day,
  outcomeTold: z.boolean().default(true),
  /** The day that the review was for, as their form has it; the one in force when left out. */
  due: day.optional(),
});
/** Nobody does anything until then. */
const nothing = z.strictObject({ at: instant, does: z.literal("nothing") });

const entrySchema = z.discriminatedUnion("does", [
  refer,
  pickUp,
  told,
  discussion,
  step,
  news,
  risk,
  concern,
  handBack,
  read,
  seeAccess,
  sign,
  ...accessEntries,
  ...peopleEntries,
  ...meetingEntries,
  calendar,
  review,
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
  /** By when the area's protocol is to be reviewed, in a story about that; in any other nobody is reminded of it. */
  reviewDue: day.optional(),
  entries: z.array(entrySchema).min(1),
});
export type Story = z.infer<typeof storySchema>;
