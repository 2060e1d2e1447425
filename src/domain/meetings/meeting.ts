import { z } from "zod";
import { agencySchema, type Agency } from "../agency.ts";
import type { HeaderOf } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";

export const meetingKind = z.enum([
  "strategy-discussion",
  "initial-conference",
  "review-conference",
  "core-group",
]);
export type MeetingKind = z.infer<typeof meetingKind>;

/** As what somebody takes part: for an agency, as one of the family, or for somebody else who knows the child. */
export const participant = z.enum([...agencySchema.options, "family", "other"]);
export type Participant = z.infer<typeof participant>;

export type Invitee = HeaderOf<"PeopleInvited">["invitees"][number] & {
  readonly invitedAt: Instant;
  readonly answer?: HeaderOf<"InvitationAnswered">["answer"];
  readonly attended?: boolean;
};

/** A meeting of a case as its events leave it; who its people are by name stands in sealed bodies alone. */
export type Meeting = {
  readonly meeting: string;
  readonly kind: MeetingKind;
  readonly agency: Agency;
  readonly by: string;
  readonly startsAt: Instant;
  /** When it was to be before, the oldest first. */
  readonly wasAt: readonly Instant[];
  readonly stands: "arranged" | "held" | "called-off";
  readonly heldAt?: Instant;
  readonly invitees: readonly Invitee[];
};

export const isConference = (kind: MeetingKind): boolean =>
  kind === "initial-conference" || kind === "review-conference";

/** Which kind of conference a meeting is, as conditions of a protocol ask about it. */
export const conferenceOf = (kind: MeetingKind | undefined): "initial" | "review" | undefined => {
  if (kind === "initial-conference") return "initial";
  return kind === "review-conference" ? "review" : undefined;
};

export const meetingIn = (
  { meetings }: Pick<CaseState, "meetings">,
  id: string | undefined,
): Meeting | undefined => meetings.find(({ meeting }) => meeting === id);

/** The meetings that are still to come or to be written up, the earliest first. */
export const arrangedMeetings = ({ meetings }: Pick<CaseState, "meetings">): readonly Meeting[] =>
  meetings
    .filter(({ stands }) => stands === "arranged")
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
