import { z } from "zod";
import { agencySchema, slotNameSchema } from "../agency.ts";
import { meetingKind, participant } from "../meetings/meeting.ts";
import { strategyEvents } from "../strategy/strategy-event-schemas.ts";
import { act, id, instant, optionalText, sealed } from "./event-parts.ts";

const meeting = { ...act, agency: agencySchema, meeting: id };

/** A strategy discussion, a conference or a core group has a time. Where it is, and how one joins it, is sealed. */
const meetingArranged = {
  header: z.strictObject({ ...meeting, kind: meetingKind, startsAt: instant }),
  body: sealed({ place: z.string(), joining: optionalText, purpose: optionalText }),
};

/** It has another time; whatever is counted back from it is due at another time too. */
const meetingMoved = {
  header: z.strictObject({ ...meeting, startsAt: instant, wasStartsAt: instant }),
  body: sealed({ reason: z.string(), place: optionalText, joining: optionalText }),
};

const meetingCalledOff = {
  header: z.strictObject(meeting),
  body: sealed({ reason: z.string() }),
};

/** What somebody is asked for: to come, to write, or both. */
const askedOf = z.enum(["attend", "report", "attend-and-report"]);

const invited = z.strictObject({
  invitee: id,
  as: participant,
  /** Somebody of the register, a team or role of the protocol, or, with neither, a person whom only the body names. */
  person: id.optional(),
  slot: slotNameSchema.optional(),
  asked: askedOf,
  chair: z.literal(true).optional(),
  /** How they are reached: in Slack, by e-mail, or by whoever invites, in their own way. */
  reach: z.enum(["slack", "e-mail", "own-way"]),
});

const peopleInvited = {
  header: z.strictObject({
    ...meeting,
    invitees: z.array(invited).min(1).readonly(),
    /** How many working days ahead, where that is fewer than the protocol asks for. */
    shortNotice: z.number().int().min(0).optional(),
  }),
  body: sealed({
    invitees: z
      .array(
        z.strictObject({
          invitee: id,
          name: z.string(),
          organisation: optionalText,
          email: optionalText,
          brings: optionalText,
        }),
      )
      .readonly(),
  }),
};

const invitationAnswered = {
  header: z.strictObject({
    ...meeting,
    invitee: id,
    answer: z.enum(["coming", "not-coming", "sends-a-report", "sends-somebody"]),
  }),
  body: sealed({ reason: optionalText, whoComes: optionalText }),
};

/** Who was there, of those who were invited, and for which agencies others came. */
const attendanceTaken = {
  header: z.strictObject({
    ...meeting,
    attended: z.array(id).readonly(),
    others: z.array(participant).readonly(),
  }),
  body: sealed({ others: z.array(z.strictObject({ name: z.string(), as: participant })).readonly() }),
};

/** The events of a case that are about its meetings and the records of its strategy discussions. */
export const meetingEvents = {
  MeetingArranged: { 1: meetingArranged },
  MeetingMoved: { 1: meetingMoved },
  MeetingCalledOff: { 1: meetingCalledOff },
  PeopleInvited: { 1: peopleInvited },
  InvitationAnswered: { 1: invitationAnswered },
  AttendanceTaken: { 1: attendanceTaken },
  ...strategyEvents,
} as const;
