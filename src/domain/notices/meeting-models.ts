import { z } from "zod";
import { meetingKind, participant } from "../meetings/meeting.ts";

const ofMeeting = {
  ref: z.string(),
  areaName: z.string(),
  by: z.string(),
  /** Which meeting it is, by its id. */
  meeting: z.string(),
  what: meetingKind,
};

/* What people are told about a meeting: what it is and when, and never where, who comes, or about whom it is. */

const invitedToMeeting = z.strictObject({
  ...ofMeeting,
  kind: z.literal("invited-to-meeting"),
  invitee: z.string(),
  startsAt: z.string(),
  asked: z.enum(["attend", "report", "attend-and-report"]),
  chair: z.boolean(),
  /** How many working days ahead, where that is fewer than the protocol asks for. */
  shortNotice: z.number().int().optional(),
});

const meetingMovedModel = z.strictObject({
  ...ofMeeting,
  kind: z.literal("meeting-moved"),
  invitee: z.string().optional(),
  was: z.string(),
  startsAt: z.string(),
});

const meetingCalledOffModel = z.strictObject({
  ...ofMeeting,
  kind: z.literal("meeting-called-off"),
  invitee: z.string().optional(),
  startsAt: z.string(),
});

/** Whoever invited hears what somebody answered. */
const invitationAnsweredModel = z.strictObject({
  ...ofMeeting,
  kind: z.literal("invitation-answered"),
  startsAt: z.string(),
  as: participant,
  answer: z.enum(["coming", "not-coming", "sends-a-report", "sends-somebody"]),
});

export const meetingModels = [
  invitedToMeeting,
  meetingMovedModel,
  meetingCalledOffModel,
  invitationAnsweredModel,
] as const;
