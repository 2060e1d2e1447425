import { z } from "zod";
import { agencySchema, slotNameSchema } from "../agency.ts";
import { openingHoursSchema } from "../calendar/opening-hours.ts";
import { parseInstant } from "../instant.ts";

export const nameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, { error: "lower-case words joined by hyphens" });
export const telephoneSchema = z
  .string()
  .regex(/^\+?[0-9 ]{5,20}$/, { error: "a telephone number in digits and spaces" });
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
  "conference-administrator",
  "administrator",
]);
export type Role = z.infer<typeof roleSchema>;

/** One Slack account: which of our apps sees it, its own workspace (or organisation), and the user there. */
export const identitySchema = z.strictObject({
  installation: nameSchema,
  team: z.string().regex(/^[TE][A-Z0-9]+$/, { error: "a Slack workspace id such as T0123ABCD" }),
  user: z.string().regex(/^[UW][A-Z0-9]+$/, { error: "a Slack user id such as U0123ABCD" }),
});
export type SlackIdentity = z.infer<typeof identitySchema>;

const personSchema = z.strictObject({
  person: nameSchema,
  name: z.string().min(2),
  agency: agencySchema,
  roles: z.array(roleSchema).min(1),
  teams: z.array(slotNameSchema).default([]),
  telephone: telephoneSchema.exactOptional(),
  identities: z.array(identitySchema).min(1),
});
export type AreaPerson = z.infer<typeof personSchema>;

/**
 * Where a slot gets secure e-mail, and how much may stand in it: details in the mail (full), in an encrypted attachment
 * (encrypted), or nothing of the child (minimised).
 */
const mailbox = z.strictObject({
  address: z.email({ error: "an e-mail address of a team, never of one person" }),
  content: z.enum(["full", "encrypted", "minimised"]),
});

const teamSlot = z.strictObject({
  kind: z.literal("team"),
  name: z.string(),
  installation: nameSchema,
  channel: z.string().regex(/^[CG][A-Z0-9]+$/, { error: "a Slack channel id such as C0123ABCD" }),
  telephone: telephoneSchema,
  mailbox: mailbox.exactOptional(),
  hours: openingHoursSchema,
});

/** A person on call, by dated entries; when none covers the instant the safe default takes it, and the gap is alarmed. */
const onCallSlot = z.strictObject({
  kind: z.literal("person-on-call"),
  name: z.string(),
  installation: nameSchema,
  telephone: telephoneSchema,
  mailbox: mailbox.exactOptional(),
  /** Whose picking-up counts for this slot: an operator who answers is not the sergeant. */
  takenBy: z.array(roleSchema).min(1),
  /** Empty for somebody who is reached by telephone only. */
  onCall: z.array(z.strictObject({ from: instant, to: instant, person: nameSchema })),
  safeDefault: z.strictObject({
    person: nameSchema.optional(),
    says: z.string(),
    telephone: telephoneSchema,
  }),
});
export type OnCallSlot = z.infer<typeof onCallSlot>;

const rung = z.strictObject({ tell: slotNameSchema, after: minutes, repeatEvery: minutes.optional() });
const ladderSchema = z.strictObject({
  localPractice: z.literal(true),
  urgent: z.array(rung).min(1),
  standard: z.array(rung).min(1),
  tellSenderEvery: z.strictObject({ urgent: minutes, standard: minutes }),
  lastResort: z.strictObject({ says: z.string(), telephone: telephoneSchema }),
});

/** An area: a local authority and its police, the protocol that they work by, and who fills each of its slots. */
export const areaSchema = z.strictObject({
  area: nameSchema,
  name: z.string(),
  fictional: z.boolean(),
  protocol: nameSchema,
  agencies: z.record(agencySchema, z.strictObject({ name: z.string(), installation: nameSchema }).optional()),
  registration: z.strictObject({ says: z.string().min(10) }),
  operators: z.strictObject({ installation: nameSchema, channel: z.string() }),
  slots: z.record(slotNameSchema, z.discriminatedUnion("kind", [teamSlot, onCallSlot])),
  /** Local practice: minutes after which somebody who picked it up and recorded nothing is asked again. */
  idleAfter: z.strictObject({ urgent: minutes.min(1), standard: minutes.min(1) }),
  /** Local practice: minutes until whoever should have signed for the hand-over list is chased, and again. */
  handOver: z.strictObject({
    localPractice: z.literal(true),
    chaseAfter: minutes.min(1),
    repeatEvery: minutes.min(1),
  }),
  /** Local practice: for how long somebody who is not named may open a restricted case in an emergency. */
  takenAccess: z
    .strictObject({ localPractice: z.literal(true), minutes: minutes.min(15) })
    .default({ localPractice: true, minutes: 240 }),
  ladders: z.record(agencySchema, ladderSchema.optional()),
  people: z.array(personSchema),
});
export type Area = z.infer<typeof areaSchema>;
export type Slot = Area["slots"][string];
