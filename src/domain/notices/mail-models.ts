import { z } from "zod";
import { meetingKind } from "../meetings/meeting.ts";
import { ring } from "./waiting-models.ts";

/*
 * What is told by e-mail alone. Like every model these hold ids and closed words: a composer writes the mail when it is
 * sent, and opens what is sealed only then. `by` asked for the sending, and hears of it when it fails.
 */
const stepMailed = z.strictObject({
  kind: z.literal("step-mailed"),
  ref: z.string(),
  areaName: z.string(),
  by: z.string(),
  step: z.string(),
  /** When the step was written down, by which its sealed answers are found. */
  enteredAt: z.string(),
  rule: z.string(),
  says: z.string(),
});

/** The record of a strategy discussion, for one of those who get it. */
const recordMailed = z.strictObject({
  kind: z.literal("record-mailed"),
  ref: z.string(),
  areaName: z.string(),
  by: z.string(),
  record: z.string(),
  recipient: z.string(),
});

/** An invitation to a meeting, its new time, or that it is called off, with an entry for a calendar. */
const meetingMailed = z.strictObject({
  kind: z.literal("meeting-mailed"),
  ref: z.string(),
  areaName: z.string(),
  by: z.string(),
  meeting: z.string(),
  what: meetingKind,
  change: z.enum(["invited", "moved", "called-off"]),
  startsAt: z.string(),
  was: z.string().optional(),
  /** Which of the calendar entries for this meeting it is. */
  sequence: z.number().int().min(0),
  shortNotice: z.number().int().optional(),
});

/** An e-mail did not arrive, or nobody knows: its asker is to tell its reader another way. It is shown in Slack. */
export const mailFailedModel = z.strictObject({
  kind: z.literal("mail-failed"),
  ref: z.string(),
  areaName: z.string(),
  what: z.string(),
  whom: z.string(),
  how: z.enum(["not-sent", "came-back", "not-known"]),
  ring: ring.optional(),
  /** Why this reader and not the one who asked for it. */
  why: z.string().optional(),
});

/** Every model that has a composer and no rendering for Slack. */
export const mailModels = [stepMailed, recordMailed, meetingMailed] as const;
export type MailModel = z.infer<(typeof mailModels)[number]>;

/** Whose mailbox it is, by ids: an address of a person stands in no header and no row. */
export type Mailbox =
  | { readonly slot: string }
  | { readonly invitee: string; readonly meeting: string }
  | { readonly person: string };

/** A mailbox as one word, the same for the same mailbox of an area. */
export const mailboxName = (mailbox: Mailbox): string => {
  if ("slot" in mailbox) return `slot:${mailbox.slot}`;
  return "person" in mailbox ? `person:${mailbox.person}` : `invitee:${mailbox.meeting}/${mailbox.invitee}`;
};
