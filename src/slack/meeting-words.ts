import { agencyInWords } from "../domain/agency.ts";
import type { MeetingKind, Participant } from "../domain/meetings/meeting.ts";

/** A kind of meeting as it is said in a sentence. */
export const meetingInWords: Readonly<Record<MeetingKind, string>> = {
  "strategy-discussion": "the strategy discussion",
  "initial-conference": "the initial conference",
  "review-conference": "the review conference",
  "core-group": "the core group",
};

/** As what somebody takes part. */
export const participantInWords: Readonly<Record<Participant, string>> = {
  ...agencyInWords,
  family: "somebody of the family",
  other: "somebody else who was asked",
};
