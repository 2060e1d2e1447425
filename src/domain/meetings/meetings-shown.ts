import type { Instant } from "../instant.ts";
import type { TandemRef } from "../tandem-ref.ts";
import type { Mail } from "../mail/fold-mail.ts";
import type { Invitee, Meeting } from "./meeting.ts";

/* What the window of a case's meetings shows to somebody who may read it: names and places stand in it, and it is opened on record. */

export type InviteeShown = Pick<Invitee, "invitee" | "as" | "asked" | "reach" | "answer"> & {
  readonly name: string;
  readonly organisation?: string;
  readonly chairs: boolean;
  /** How the last e-mail to them about it stands. */
  readonly mailed?: Mail["standing"];
  /** What they said with their answer. */
  readonly said?: string;
};

export type MeetingShown = Pick<Meeting, "meeting" | "kind" | "startsAt" | "wasAt" | "stands"> & {
  readonly arrangedBy: string;
  readonly place?: string;
  readonly joining?: string;
  readonly purpose?: string;
  /** Why it was moved or called off last. */
  readonly why?: string;
  readonly invitees: readonly InviteeShown[];
};

/** What can be done about a meeting that is to come; each is a verb of the authority table. */
export const meetingVerbs = [
  "invite-people",
  "answer-invitation",
  "move-meeting",
  "call-off-meeting",
  "receive-report",
  "settle-attendance",
  "hold-meeting",
  "raise-addendum",
] as const;
export type MeetingVerb = (typeof meetingVerbs)[number];

export type MeetingsShown = {
  readonly ref: TandemRef;
  readonly areaName: string;
  readonly asOf: Instant;
  /** Those to come first, the earliest at the top; then the rest, the latest first. */
  readonly meetings: readonly MeetingShown[];
  readonly mayArrange: boolean;
  readonly may: readonly MeetingVerb[];
};
