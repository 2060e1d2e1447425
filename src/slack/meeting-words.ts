import { agencyInWords } from "../domain/agency.ts";
import type { Invitee, MeetingKind, Participant } from "../domain/meetings/meeting.ts";

/** A kind of meeting as it is said in a sentence. */
export const meetingInWords: Readonly<Record<MeetingKind, string>> = {
  "strategy-discussion": "the strategy discussion",
  "initial-conference": "the initial conference",
  "review-conference": "the review conference",
  "core-group": "the core group",
};

/** What somebody answered to an invitation, as it is said after who they are. */
export const invitationAnswerInWords: Readonly<Record<NonNullable<Invitee["answer"]>, string>> = {
  coming: "will come",
  "not-coming": "will not come",
  "sends-a-report": "will send a report and not come",
  "sends-somebody": "will send somebody else",
};

/** What somebody is asked for. */
export const askedInWords: Readonly<Record<Invitee["asked"], string>> = {
  attend: "to come",
  report: "for a report",
  "attend-and-report": "to come, and for a report",
};

/** As what somebody takes part. */
export const participantInWords: Readonly<Record<Participant, string>> = {
  ...agencyInWords,
  family: "somebody of the family",
  other: "somebody else who was asked",
};
