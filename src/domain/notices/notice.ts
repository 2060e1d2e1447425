import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { urgency, urgencyReason } from "../case/facts.ts";
import { handOver, handOverUnsigned } from "./desk-models.ts";
import { mailFailedModel, mailModels, type Mailbox, type MailModel } from "./mail-models.ts";
import {
  accessTakenModel,
  allocatedModel,
  allocationMoved,
  departureSettled,
  departureToAnswer,
  namedInCase,
  noteForYou,
  withdrawn,
} from "./access-models.ts";
import { meetingModels } from "./meeting-models.ts";
import { redactionModels } from "../redaction/redacted-models.ts";
import { protocolReview } from "./review-models.ts";
import { notDelivered, undeliveredAlarm } from "./undelivered-models.ts";
import { closedParts, newsModel, reopened, stepOverrode, stepTold, tellYourself } from "./step-models.ts";
import {
  accountableNoMore,
  deadlineMoved,
  had,
  handedBack,
  reminder,
  ring,
  ringNow,
  senderRecorded,
  senderWaiting,
  stillAccountable,
  stillYours,
  referredAgain,
} from "./waiting-models.ts";

/*
 * What a message says, as data: rendered only when it is sent. A case reference, a task, a due time, an area, an urgency
 * and one closed reason; never an identity of a child or family, never narrative. People of the two agencies stand as
 * ids and get their names at sending.
 */
const referralPost = z.strictObject({
  kind: z.literal("referral-post"),
  ref: z.string(),
  areaName: z.string(),
  from: agencySchema,
  to: agencySchema,
  urgency,
  urgencyReason,
  incomplete: z.boolean(),
  restricted: z.boolean(),
  hop: z.number().int().min(0),
  /** It is about a case that is open already: new or increased harm. */
  newConcern: z.boolean().optional(),
  /** How many earlier referrals there are that may be about the same child, of those that its whole team may see. */
  earlier: z.number().int().optional(),
  /** What this hop is asked to do when it is not the last: reach the next one. */
  passOnTo: ring.optional(),
  due: z
    .strictObject({
      says: z.string(),
      rule: z.string(),
      at: z.string(),
      alsoShownAt: z.string().optional(),
      atOnce: z.literal(true).optional(),
    })
    .optional(),
  had: had.optional(),
  /** The team of an earlier step that has taken it and is to reach this one. */
  comingFrom: z.string().optional(),
  /** How long nobody has had it, when a rung of the ladder is told. */
  waitingMinutes: z.number().int().optional(),
  /** The team on duty changes: with whom it was until now, or to whom else it is put. */
  also: z
    .strictObject({
      put: z.enum(["to you", "to others", "back to you"]),
      team: z.string(),
      telephone: z.string(),
      at: z.string(),
    })
    .optional(),
  /** Which agencies have closed their part, and when. */
  closed: closedParts.optional(),
});
export type ReferralPost = z.infer<typeof referralPost>;

const senderAnswered = z.strictObject({
  kind: z.literal("sender-answered"),
  ref: z.string(),
  had,
  team: z.string(),
  callBack: z.string(),
  /** Who must still be recorded before the referral has reached a named person. */
  stillOpen: z.string().optional(),
});

const gapAlarm = z.strictObject({
  kind: z.literal("gap-alarm"),
  areaName: z.string(),
  because: z.array(z.string()).readonly(),
});

const riskChanged = z.strictObject({
  kind: z.literal("risk-changed"),
  ref: z.string(),
  areaName: z.string(),
  urgency,
  urgencyReason,
  by: z.string(),
});

export type ReminderModel = z.infer<typeof reminder>;

/** How Tandem itself is, for its operators. It names no case. */
const serviceState = z.strictObject({
  kind: z.literal("service-state"),
  areaName: z.string(),
  what: z.enum(["degraded", "token-refused", "clock-wrong", "anchor-refused", "withheld", "names-not-read"]),
  about: z.string().optional(),
  over: z.boolean(),
  /** Whom to ring there, since no message arrives. */
  ring: z.array(ring).optional(),
});
export type ServiceState = z.infer<typeof serviceState>;

export const noticeModelSchema = z.discriminatedUnion("kind", [
  referralPost,
  senderRecorded,
  senderAnswered,
  gapAlarm,
  riskChanged,
  notDelivered,
  undeliveredAlarm,
  senderWaiting,
  stillAccountable,
  accountableNoMore,
  ringNow,
  stillYours,
  handedBack,
  referredAgain,
  reminder,
  deadlineMoved,
  handOver,
  handOverUnsigned,
  serviceState,
  ...redactionModels,
  namedInCase,
  allocatedModel,
  allocationMoved,
  withdrawn,
  accessTakenModel,
  noteForYou,
  departureToAnswer,
  departureSettled,
  stepTold,
  stepOverrode,
  tellYourself,
  mailFailedModel,
  ...mailModels,
  newsModel,
  ...meetingModels,
  protocolReview,
  reopened,
]);
export type NoticeModel = z.infer<typeof noticeModelSchema>;
/** What is shown in Slack. */
export type SlackModel = Exclude<NoticeModel, MailModel>;

export type Lane = "urgent" | "normal";

/** Where a notice goes in Slack: a channel, or a person, in one installation. */
export type SlackAddress =
  | { readonly installation: string; readonly channel: string }
  | { readonly installation: string; readonly person: string };
/** Where a notice goes: somewhere in Slack, or a mailbox. */
export type Address = SlackAddress | { readonly mailbox: Mailbox };

/** A message that must reach someone. It commits with the events that made it due, and leaves through the outbox. */
export type Notice = {
  readonly id: string;
  readonly lane: Lane;
  readonly medium: "slack" | "e-mail";
  readonly to: Address;
  readonly model: NoticeModel;
  /** The notice whose message this one replaces in place. */
  readonly edits?: string;
  /** Goes out with everything else that its reader is to be reminded of at the same time. */
  readonly grouped?: true;
  readonly because: readonly string[];
};
