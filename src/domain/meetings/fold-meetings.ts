import type { HeaderOf } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Invitee, Meeting } from "./meeting.ts";

const changed = (state: CaseState, id: string, change: (meeting: Meeting) => Meeting): CaseState => ({
  ...state,
  meetings: state.meetings.map((one) => (one.meeting === id ? change(one) : one)),
});

const arranged = (state: CaseState, header: HeaderOf<"MeetingArranged">): CaseState => {
  const { meeting, kind, agency, by, startsAt } = header;
  const made: Meeting = { meeting, kind, agency, by, startsAt, wasAt: [], stands: "arranged", invitees: [] };
  return { ...state, meetings: [...state.meetings, made] };
};

const unanswered = ({ answer: _forTheOldTime, ...invitee }: Invitee): Invitee => invitee;

/** Who could come then may not be able to come now: everybody is asked again. */
const moved = (state: CaseState, { meeting, startsAt }: HeaderOf<"MeetingMoved">): CaseState =>
  changed(state, meeting, (one) => ({
    ...one,
    startsAt,
    wasAt: [...one.wasAt, one.startsAt],
    invitees: one.invitees.map(unanswered),
  }));

const invited = (state: CaseState, { meeting, invitees, at }: HeaderOf<"PeopleInvited">): CaseState =>
  changed(state, meeting, (one) => ({
    ...one,
    invitees: [...one.invitees, ...invitees.map((invitee) => ({ ...invitee, invitedAt: at }))],
  }));

const answered = (
  state: CaseState,
  { meeting, invitee, answer }: HeaderOf<"InvitationAnswered">,
): CaseState =>
  changed(state, meeting, (one) => ({
    ...one,
    invitees: one.invitees.map((asked) => (asked.invitee === invitee ? { ...asked, answer } : asked)),
  }));

const attended = (
  state: CaseState,
  { meeting, attended: there, at }: HeaderOf<"AttendanceTaken">,
): CaseState =>
  changed(state, meeting, (one) => ({
    ...one,
    stands: "held",
    heldAt: at,
    invitees: one.invitees.map((asked) => ({ ...asked, attended: there.includes(asked.invitee) })),
  }));

/** What each event of a meeting makes of its case. */
export const meetingFolds = {
  MeetingArranged: arranged,
  MeetingMoved: moved,
  MeetingCalledOff: (state: CaseState, { meeting }: HeaderOf<"MeetingCalledOff">): CaseState =>
    changed(state, meeting, (one) => ({ ...one, stands: "called-off" })),
  PeopleInvited: invited,
  InvitationAnswered: answered,
  AttendanceTaken: attended,
};
