import { z } from "zod";
import { agencySchema, slotNameSchema } from "../agency.ts";
import { roleSchema } from "../area/area-schema.ts";
import { caseRoleSchema } from "../case/access-event-schemas.ts";
import {
  deciderSchema,
  gateSchema,
  noticeRuleSchema,
  presumptionSchema,
  requirementSchema,
} from "./judgement-schema.ts";
import { caseStep, conditionSchema, identifier, provenance, ruleIdSchema } from "./vocabulary.ts";
import { durationSchema } from "./durations.ts";
import { reviewSchema } from "./review-schema.ts";

/** A team has a desk; a person on call is found by a rota; a case role is whoever holds that part in the case. */
const slotSchema = z.strictObject({
  kind: z.enum(["team", "person-on-call", "case-role"]),
  says: z.string().min(10),
  /**
   * Whose part of the case it is: the worker's who has it when left out, the agency's managers', that of whoever the case
   * names as something, or that of everybody with a role. Of a person on call, it is whose while the rota names nobody.
   */
  heldBy: z
    .union([
      z.literal("managers"),
      z.strictObject({ named: caseRoleSchema }),
      z.strictObject({ role: roleSchema }),
    ])
    .optional(),
});

const routeSchema = z.strictObject({
  ...provenance,
  from: agencySchema.optional(),
  to: agencySchema,
  during: z.enum(["office hours", "out of hours"]).optional(),
  /** Whose opening hours decide: always the recipient's. */
  hoursOf: slotNameSchema.optional(),
  when: conditionSchema.optional(),
  hops: z.array(slotNameSchema).min(1),
  /** No team post; only the people named by the hops are told. */
  restricted: z.literal(true).optional(),
  tasks: z.array(identifier).optional(),
  /** Who is told in place of a hop whose person on call the case must be kept from: the next rank, or another unit. */
  instead: z.record(slotNameSchema, slotNameSchema).optional(),
});

const startSchema = z.strictObject({
  on: caseStep,
  by: agencySchema.optional(),
  when: conditionSchema.optional(),
  /** Only the first time in a case. */
  once: z.literal(true).optional(),
  /**
   * One for each person of the owner's agency who is invited to the meeting and asked for a report, and one for each of
   * anybody else's, of which `others` is reminded.
   */
  each: z.strictObject({ askedFor: z.literal("a report"), others: slotNameSchema.optional() }).optional(),
});

/**
 * From when a clock counts. "learned": when it happened or was learned, so that entering it late buys no time.
 * "entered": when it was written down. "referral": when the owner's agency knew of the referral, which is when it
 * learned of it itself, or when the other agency sent it. "initiating discussion": when the last strategy discussion up to
 * the step was held, or the step itself where there was none. "latest discussion": the same, and a later one moves it.
 */
const countedFrom = z.enum(["learned", "entered", "referral", "initiating discussion", "latest discussion"]);

/** Before an event only working days are counted; hours or months there would be read as days, and wrongly. */
const workingDaysSchema = durationSchema.refine(({ unit }) => unit === "working-days", {
  error: 'write working days here, for example "5 working days"',
});

const dueSchema = z.union([
  z.strictObject({ immediately: z.literal(true) }),
  /** The time that the step gave as expected, such as a release; without one the clock does not start. */
  z.strictObject({ at: z.literal("the time expected") }),
  z.strictObject({
    within: durationSchema,
    from: countedFrom,
    counting: z.enum(["day-zero", "deemed-received", "same-time", "inclusive"]).optional(),
    lastUsable: z.boolean().optional(),
  }),
  z.strictObject({
    by: z.literal("end of working day"),
    from: countedFrom,
    hoursOf: slotNameSchema,
    outOfHours: z.enum(["now", "next close"]),
  }),
  z.strictObject({
    atLeast: workingDaysSchema,
    before: caseStep,
    clearDays: z.boolean().optional(),
  }),
]);
export type Due = z.infer<typeof dueSchema>;

const notBeforeSchema = z.strictObject({ atMost: workingDaysSchema, before: caseStep });

const reminderSchema = z
  .string()
  .regex(/^(half way|at due|\d{1,4} (minute|hour|working day)s? (before|after))$/, {
    error: 'a reminder is "half way", "at due", or a time such as "2 hours before" or "1 working day after"',
  });

const metBySchema = z.strictObject({
  step: caseStep,
  /** Another step that does as well, such as one that says why the first is not needed. */
  or: z.strictObject({ step: caseStep, by: agencySchema.optional() }).optional(),
  /** Whose step counts: the agency that owns the clock, or one by name. Either agency's when left out. */
  by: z.union([z.literal("owner"), agencySchema]).optional(),
  when: conditionSchema.optional(),
});

const identifierInWords = z.string().regex(/^[a-z][a-z ]*$/, { error: "a few lower-case words" });

const clockSchema = z.strictObject({
  ...provenance,
  id: identifier,
  startsWith: startSchema,
  alsoStartsWith: z.array(startSchema.extend({ rule: ruleIdSchema })).optional(),
  due: dueSchema,
  notBefore: notBeforeSchema.optional(),
  alsoShown: z.strictObject({ within: durationSchema, because: z.string().min(10) }).optional(),
  owner: slotNameSchema,
  metBy: metBySchema,
  /** Clocks of one duty are readings of it: the one that is due first reminds, the others are shown. */
  duty: identifier.optional(),
  reminders: z.array(reminderSchema),
  overdue: z.array(slotNameSchema),
  /** Who else is told while it is still not done, each some time after it fell due. */
  stillOverdue: z
    .array(z.strictObject({ after: workingDaysSchema, tells: z.array(slotNameSchema).min(1) }))
    .optional(),
  /** Its reminders wait for no shift and go before everything else, however urgent the case is. */
  urgent: z.literal(true).optional(),
  /** What a duty done too late needs, where the text foresees it; a sentence, or what the record must hold. */
  late: z
    .union([
      z.string(),
      z.strictObject({ allowedAs: identifierInWords, needs: z.tuple([z.literal("reason")]) }),
    ])
    .optional(),
});
export type ClockRule = z.infer<typeof clockSchema>;

const taskSchema = z.strictObject({
  ...provenance,
  id: identifier,
  for: z.array(slotNameSchema).min(1),
  startsWith: startSchema.optional(),
  metBy: metBySchema,
  checklist: z.array(z.string()).optional(),
});

const recordedRuleSchema = z.strictObject({
  ...provenance,
  kind: z.enum(["enforced", "recorded", "guidance"]),
  where: z.string().min(3),
});

/** What one file says. A layer has no routes of its own: other files extend it, and no area works by it alone. */
export const protocolFileSchema = z.strictObject({
  protocol: identifier,
  title: z.string(),
  layer: z.literal(true).optional(),
  /** Files whose entries hold here too. A route, or an entry with the same id, of this file stands in place of theirs. */
  extends: z.array(identifier).min(1).optional(),
  sources: z
    .array(
      z.strictObject({
        title: z.string(),
        edition: z.string(),
        reviewDue: z.iso.date({ error: 'a day that exists, such as "2028-05-01"' }).optional(),
        note: z.string().optional(),
      }),
    )
    .min(1),
  slots: z.record(slotNameSchema, slotSchema).default({}),
  routes: z.array(routeSchema).default([]),
  clocks: z.array(clockSchema).default([]),
  tasks: z.array(taskSchema).default([]),
  gates: z.array(gateSchema).default([]),
  presumptions: z.array(presumptionSchema).default([]),
  requires: z.array(requirementSchema).default([]),
  deciders: z.array(deciderSchema).default([]),
  notices: z.array(noticeRuleSchema).default([]),
  reviews: z.array(reviewSchema).default([]),
  alsoHeld: z.array(recordedRuleSchema).default([]),
});
export type ProtocolFile = z.infer<typeof protocolFileSchema>;

/** A local protocol between social care and the police, as reviewed data, with everything that it extends. */
export const protocolSchema = protocolFileSchema.omit({ layer: true, extends: true });
export type Protocol = z.infer<typeof protocolSchema>;
export type Route = Protocol["routes"][number];
export type TaskRule = Protocol["tasks"][number];
