import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { laneOf } from "../notices/lane.ts";
import { mailboxName, type Mailbox, type MailModel } from "../notices/mail-models.ts";
import { mailboxesInvited } from "./implied-answers.ts";
import { isConference, type Invitee, type Meeting } from "./meeting.ts";
import { about } from "./told-of-meeting.ts";

type MeetingMailed = Extract<MailModel, { kind: "meeting-mailed" }>;

/** The team's mailbox where the area's file gives it one; else the address that whoever invited wrote down. */
const mailboxOf = (
  { invitee, slot }: Invitee,
  { meeting }: Meeting,
  { restricted }: CaseState,
  { area }: Following,
): Mailbox =>
  slot !== undefined && !restricted && area.slots[slot]?.mailbox !== undefined
    ? { slot }
    : { invitee, meeting };

const wasSent = ({ steps }: CaseState, { meeting }: Meeting): boolean =>
  steps.some((one) => one.step === "invitation-sent" && one.meeting === meeting);

/** Whoever hears of a meeting by e-mail: those who are invited so, and for a conference the unit that its protocol names. */
const mailboxes = (
  meeting: Meeting,
  invitees: readonly Invitee[],
  { state, by, withUnits }: Mailing,
): readonly Mailbox[] => {
  const invited = invitees
    .filter(({ reach }) => reach === "e-mail")
    .map((one) => mailboxOf(one, meeting, state, by));
  const units = withUnits ? mailboxesInvited(by, state).map((slot) => ({ slot })) : [];
  const names = new Map([...invited, ...units].map((one) => [mailboxName(one), one]));
  return [...names.values()];
};

type Mailing = {
  readonly state: CaseState;
  readonly by: Following;
  /** Whether the unit that the protocol names hears of it too. */
  readonly withUnits: boolean;
};

export type MeetingChange = Pick<MeetingMailed, "change" | "was" | "shortNotice"> & {
  readonly meeting: Meeting;
  readonly doer: string;
  readonly invitees: readonly Invitee[];
};

/** Each calendar takes a later entry for the same meeting only with a higher number. */
const sequenceOf = ({ wasAt }: Meeting, change: MeetingMailed["change"]): number =>
  wasAt.length + (change === "called-off" ? 1 : 0);

/** What goes by e-mail about a meeting. It holds ids alone: the words are written when it is sent. */
export const mailOfMeeting = (
  { meeting, doer, invitees, change, was, shortNotice }: MeetingChange,
  { state, by, before }: Omit<Mailing, "withUnits"> & { readonly before: CaseState },
): readonly NoticeAsked[] => {
  const isFirst = change === "invited" && !wasSent(before, meeting);
  const withUnits =
    isConference(meeting.kind) && wasSent(state, meeting) && (isFirst || change !== "invited");
  const model: MeetingMailed = {
    ...about(meeting, state, doer, by),
    kind: "meeting-mailed",
    change,
    startsAt: meeting.startsAt,
    sequence: sequenceOf(meeting, change),
    ...(was === undefined ? {} : { was }),
    ...(shortNotice === undefined ? {} : { shortNotice }),
  };
  return mailboxes(meeting, invitees, { state, by, withUnits }).map((mailbox) => ({
    to: { mailbox },
    lane: laneOf(state),
    model,
    because: ["whoever is asked by e-mail hears of it by e-mail"],
  }));
};
