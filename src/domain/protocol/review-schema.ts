import { z } from "zod";
import { slotNameSchema } from "../agency.ts";
import { durationSchema } from "./durations.ts";
import { identifier, provenance } from "./vocabulary.ts";

const monthsSchema = durationSchema.refine(({ unit }) => unit === "months", {
  error: 'how often a protocol is reviewed is said in months, for example "24 months"',
});
const daysSchema = durationSchema.refine(({ count, unit }) => unit === "calendar-days" && count > 0, {
  error: 'how often the owners are warned is said in calendar days, for example "7 calendar days"',
});
const reminderSchema = z.string().regex(/^(at due|\d{1,3} working days? before)$/, {
  error: 'before a review, write "at due" or working days, for example "20 working days before"',
});

/** Who goes over the protocol itself, how often, and how they are told. The day stands with its source, as `reviewDue`. */
export const reviewSchema = z.strictObject({
  ...provenance,
  id: identifier,
  /** The title of the source that is reviewed. */
  of: z.string().min(3),
  /** The longest time from one review to the next. */
  every: monthsSchema,
  owners: z.array(slotNameSchema).min(1),
  reminders: z.array(reminderSchema).min(1),
  /** Once the day has passed: how long until the owners are warned again. */
  warnEvery: daysSchema,
  /** Who must have heard what came of it before it is done. */
  outcomeTo: z.string().min(3).optional(),
});
export type ReviewRule = z.infer<typeof reviewSchema>;
