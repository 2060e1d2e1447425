import { z } from "zod";
import { agencySchema, slotNameSchema } from "../agency.ts";
import { openingHoursSchema } from "../calendar/opening-hours.ts";
import { parseInstant } from "../instant.ts";

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "lower-case words joined by hyphens" });
const telephone = z.string().regex(/^\+?[0-9 ]{5,20}$/, { error: "a telephone number in digits and spaces" });
const instant = z.iso
  .datetime({ offset: true, error: "an instant with an offset, for example 2026-08-31T17:00:00+01:00" })
  .transform(parseInstant);
const minutes = z
  .number()
  .int()
  .min(0)
  .max(24 * 60);

export const roleSchema = z.enum([
  "duty-worker",
  "out-of-hours-worker",
  "manager",
  "control-room",
  "detective-sergeant",
  "detective-inspector",
  "conference-chair",
  "administrator",
]);

const identitySchema = z.strictObject({
  installation: name,
  team: z.string().regex(/^[TE][A-Z0-9]+$/, { error: "a Slack workspace id such as T0123ABCD" }),
  user: z.string().regex(/^[UW][A-Z0-9]+$/, { error: "a Slack user id such as U0123ABCD" }),
});
export type SlackIdentity = z.infer<typeof identitySchema>;

const personSchema = z.strictObject({
  person: name,
  name: z.string().min(2),
  agency: agencySchema,
  roles: z.array(roleSchema).min(1),
  teams: z.array(slotNameSchema).default([]),
  telephone: telephone.optional(),
  identities: z.array(identitySchema).min(1),
});
export type AreaPerson = z.infer<typeof personSchema>;

const teamSlot = z.strictObject({
  kind: z.literal("team"),
  name: z.string(),
  installation: name,
  channel: z.string().regex(/^[CG][A-Z0-9]+$/, { error: "a Slack channel id such as C0123ABCD" }),
  telephone,
  hours: openingHoursSchema,
});

/** A person on call, by dated entries; when none covers the instant the safe default takes it, and the gap is alarmed. */
const onCallSlot = z.strictObject({
  kind: z.literal("person-on-call"),
  name: z.string(),
  installation: name,
  telephone,
  /** Whose picking-up counts for this slot: an operator who answers is not the sergeant. */
  takenBy: z.array(roleSchema).min(1),
  /** Empty for somebody who is reached by telephone only. */
  onCall: z.array(z.strictObject({ from: instant, to: instant, person: name })),
  safeDefault: z.strictObject({ person: name.optional(), says: z.string(), telephone }),
});
export type OnCallSlot = z.infer<typeof onCallSlot>;

const rung = z.strictObject({ tell: slotNameSchema, after: minutes, repeatEvery: minutes.optional() });
const ladderSchema = z.strictObject({
  localPractice: z.literal(true),
  urgent: z.array(rung).min(1),
  standard: z.array(rung).min(1),
  tellSenderEvery: z.strictObject({ urgent: minutes, standard: minutes }),
  lastResort: z.strictObject({ says: z.string(), telephone }),
});

/** An area: a local authority and its police, the protocol that they work by, and who fills each of its slots. */
export const areaSchema = z.strictObject({
  area: name,
  name: z.string(),
  fictional: z.boolean(),
  protocol: name,
  agencies: z.record(agencySchema, z.strictObject({ name: z.string(), installation: name }).optional()),
  registration: z.strictObject({ says: z.string().min(10) }),
  operators: z.strictObject({ installation: name, channel: z.string() }),
  slots: z.record(slotNameSchema, z.discriminatedUnion("kind", [teamSlot, onCallSlot])),
  /** Local practice: minutes after which somebody who picked it up and recorded nothing is asked again. */
  idleAfter: z.strictObject({ urgent: minutes.min(1), standard: minutes.min(1) }),
  /** Local practice: minutes until whoever should have signed for the hand-over list is chased, and again. */
  handOver: z.strictObject({
    localPractice: z.literal(true),
    chaseAfter: minutes.min(1),
    repeatEvery: minutes.min(1),
  }),
  ladders: z.record(agencySchema, ladderSchema.optional()),
  people: z.array(personSchema),
});
export type Area = z.infer<typeof areaSchema>;
export type Slot = Area["slots"][string];
