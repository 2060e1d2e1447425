import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { urgency } from "../case/facts.ts";

/** Whom to ring, in words that go before "on" and a number. */
export const ring = z.strictObject({ says: z.string(), telephone: z.string() });

/** Who has it, by the id of a registered worker. */
export const had = z.strictObject({
  how: z.enum(["picked-up", "told"]),
  by: z.string(),
  at: z.string(),
});

/* What people are told while nobody, or nobody any more, has a referral. */

export const senderRecorded = z.strictObject({
  kind: z.literal("sender-recorded"),
  ref: z.string(),
  areaName: z.string(),
  sentTo: z.string(),
  ring,
  urgent: z.boolean(),
  restricted: z.boolean(),
  newConcern: z.boolean().optional(),
});

/** The child of a case may have been referred again, or before: told by reference alone. */
export const referredAgain = z.strictObject({
  kind: z.literal("referred-again"),
  ref: z.string(),
  areaName: z.string(),
  /** The reader's own case, where it is the later referral that they hear of. */
  earlier: z.string().optional(),
});

export const senderWaiting = z.strictObject({
  kind: z.literal("sender-waiting"),
  ref: z.string(),
  areaName: z.string(),
  minutes: z.number().int(),
  team: z.string(),
  telephone: z.string(),
  /** The team of an earlier step that has taken it and is to reach this one. */
  comingFrom: z.string().optional(),
  /** Which agency has not got it, when more than one was told. */
  agency: agencySchema.optional(),
  /** The team that it was with until the hours changed. */
  offDuty: z.string().optional(),
  /** Why this reader and not the sender. */
  why: z.string().optional(),
});

export const stillAccountable = z.strictObject({
  kind: z.literal("still-accountable"),
  ref: z.string(),
  areaName: z.string(),
  minutes: z.number().int(),
  offDuty: z.string(),
  /** It was handed back to that team, which is closed. */
  isHandedBack: z.boolean().optional(),
  team: z.string(),
  telephone: z.string(),
});

export const accountableNoMore = z.strictObject({
  kind: z.literal("accountable-no-more"),
  ref: z.string(),
  team: z.string(),
  had,
});

export const ringNow = z.strictObject({
  kind: z.literal("ring-now"),
  ref: z.string(),
  areaName: z.string(),
  minutes: z.number().int(),
  comingFrom: z.string().optional(),
  says: z.string(),
  telephone: z.string(),
  /** Why this reader and not the sender. */
  why: z.string().optional(),
});

export const stillYours = z.strictObject({
  kind: z.literal("still-yours"),
  /** Who has it, when it is somebody else who reads this. */
  holder: z.string().optional(),
  ref: z.string(),
  areaName: z.string(),
  since: z.string(),
  /** The holder has left: somebody else must take it over. */
  gone: z.boolean().optional(),
});

export const handedBack = z.strictObject({
  kind: z.literal("handed-back"),
  ref: z.string(),
  areaName: z.string(),
  team: z.string(),
  at: z.string(),
  ring,
});

/** A duty is due on another day, because the working calendar has changed. */
export const deadlineMoved = z.strictObject({
  kind: z.literal("deadline-moved"),
  ref: z.string(),
  areaName: z.string(),
  rule: z.string(),
  says: z.string(),
  was: z.string(),
  dueAt: z.string(),
  overdue: z.boolean(),
  because: z.array(z.string()).readonly(),
  why: z.string().optional(),
});

/** A duty of somebody's, before it is due or after; what is to be done at once has no clock, and is never called overdue. */
export const reminder = z.strictObject({
  kind: z.literal("reminder"),
  ref: z.string(),
  areaName: z.string(),
  urgency,
  rule: z.string(),
  says: z.string(),
  dueAt: z.string(),
  alsoShownAt: z.string().optional(),
  overdue: z.boolean(),
  atOnce: z.literal(true).optional(),
  /** Why this reader and not the one who has it. */
  why: z.string().optional(),
  /** It is met by one press: the reader says that they have the news. */
  press: z.literal(true).optional(),
});
