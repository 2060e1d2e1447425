import { conclude, type Decision } from "../case/decide-answer.ts";
import type { BodyOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { decideStep, type StepRefused, type TakingStep } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { objectionsTo } from "../steps/judge.ts";
import { isConference, meetingIn, type Meeting, type MeetingKind } from "./meeting.ts";
import { mailOfMeeting } from "./mail-of-meeting.ts";
import { about, toEverybody } from "./told-of-meeting.ts";

type Actor = Pick<TakingStep, "by" | "agency" | "at">;

export type Arranging = Actor &
  Pick<TakingStep, "isManager" | "actingNow"> & {
    readonly kind: MeetingKind;
    readonly startsAt: Instant;
    readonly details: BodyOf<"MeetingArranged">;
    /** What the protocol asks of a booking, and why it goes past what stands against it. */
    readonly answers: TakingStep["details"];
  };

const act = ({ by: person, agency, at }: Actor, meeting: string, { now }: Following) => ({
  by: person,
  at,
  enteredAt: now,
  agency,
  meeting,
});

/**
 * A meeting gets a time. A conference is booked by it, which the protocol judges; a strategy discussion may be held at any
 * time, and as often as it is needed (S3-24), so nothing stands against arranging one.
 */
export const decideArrange = (
  state: CaseState,
  arranging: Arranging,
  by: Following,
): Decision | StepRefused => {
  const { kind, startsAt, details, answers, isManager, actingNow } = arranging;
  const meeting = by.nextId();
  const arranged: NewCaseEvent = {
    type: "MeetingArranged",
    version: 1,
    header: { ...act(arranging, meeting, by), kind, startsAt },
    sealed: { compartment: "shared", body: details },
  };
  if (!isConference(kind)) return conclude(state, [arranged], () => [], by);
  const booking: TakingStep = {
    by: arranging.by,
    agency: arranging.agency,
    at: arranging.at,
    isManager,
    actingNow,
    step: "conference-booked",
    facts: {},
    present: [],
    agreed: [],
    details: answers,
    meeting: { meeting, kind, startsAt },
    also: [arranged],
  };
  return decideStep(state, booking, by);
};

const notArranged = (meeting: Meeting | undefined): Refused | undefined => {
  if (meeting === undefined) return refuse("no-such-meeting", "There is no such meeting in this case.");
  if (meeting.stands === "held") return refuse("held-already", "It was held already.");
  return meeting.stands === "called-off" ? refuse("called-off", "It is called off already.") : undefined;
};

/** What the date of a meeting may not be, whatever reason there is for another (STAT-15). */
const dateRefused = (
  meeting: Meeting,
  moving: Moving,
  state: CaseState,
  by: Following,
): Refused | undefined => {
  if (!isConference(meeting.kind)) return undefined;
  const asked = {
    step: "conference-booked" as const,
    agency: moving.agency,
    facts: {},
    present: [],
    agreed: [],
    answered: [],
    meeting: { ...meeting, startsAt: moving.startsAt },
  };
  const [first] = objectionsTo(by.protocol, state, asked).filter(({ onDate }) => onDate === true);
  return first === undefined ? undefined : refuse(first.rule, `${first.rule}: ${first.says}.`);
};

export type Moving = Actor & {
  readonly meeting: string;
  readonly startsAt: Instant;
  readonly details: BodyOf<"MeetingMoved">;
};

/** Everybody who is to be there, by the way in which they are reached, and whose duties move with it. */
const toldOfMove =
  (meeting: Meeting, { by: doer, startsAt }: Moving, before: CaseState, by: Following) =>
  (after: CaseState): readonly NoticeAsked[] => {
    const because = "the meeting is at another time, and whoever is to be there must know";
    const was = meeting.startsAt;
    const moved = { ...meeting, startsAt, wasAt: [...meeting.wasAt, was] };
    const { invitees } = meeting;
    const said = { ...about(meeting, after, doer, by), kind: "meeting-moved" as const, was, startsAt };
    return [
      ...mailOfMeeting(
        { meeting: moved, doer, invitees, change: "moved", was },
        { state: after, by, before },
      ),
      ...toEverybody(meeting, (invitee) => ({ ...said, ...(invitee === undefined ? {} : { invitee }) }), {
        state: after,
        by,
        because,
        told: after,
      }),
    ];
  };

/** A meeting gets another time: everything that is counted back from it moves, and everybody who is to be there hears of it. */
export const decideMove = (state: CaseState, moving: Moving, by: Following): Decision | Refused => {
  const meeting = meetingIn(state, moving.meeting);
  const refusal = notArranged(meeting);
  if (meeting === undefined || refusal !== undefined)
    return refusal ?? refuse("no-such-meeting", "There is no such meeting in this case.");
  if (meeting.startsAt === moving.startsAt) return refuse("same-time", "That is when it is already.");
  const wrongDate = dateRefused(meeting, moving, state, by);
  if (wrongDate !== undefined) return wrongDate;
  const { startsAt, details } = moving;
  const moved: NewCaseEvent = {
    type: "MeetingMoved",
    version: 1,
    header: { ...act(moving, meeting.meeting, by), startsAt, wasStartsAt: meeting.startsAt },
    sealed: { compartment: "shared", body: details },
  };
  return conclude(state, [moved], toldOfMove(meeting, moving, state, by), by);
};

export type CallingOff = Actor & { readonly meeting: string; readonly details: BodyOf<"MeetingCalledOff"> };

const toldOfCallOff =
  (meeting: Meeting, { by: doer }: CallingOff, before: CaseState, by: Following) =>
  (after: CaseState): readonly NoticeAsked[] => {
    const because = "the meeting is called off, and whoever was to be there must know";
    const { startsAt, invitees } = meeting;
    const said = { ...about(meeting, after, doer, by), kind: "meeting-called-off" as const, startsAt };
    return [
      ...mailOfMeeting({ meeting, doer, invitees, change: "called-off" }, { state: after, by, before }),
      ...toEverybody(meeting, (invitee) => ({ ...said, ...(invitee === undefined ? {} : { invitee }) }), {
        state: after,
        by,
        because,
        told: before,
      }),
    ];
  };

/** A meeting is not held: nothing is due for it any more, and everybody who was to be there hears of it. */
export const decideCallOff = (state: CaseState, off: CallingOff, by: Following): Decision | Refused => {
  const meeting = meetingIn(state, off.meeting);
  const refusal = notArranged(meeting);
  if (meeting === undefined || refusal !== undefined)
    return refusal ?? refuse("no-such-meeting", "There is no such meeting in this case.");
  const calledOff: NewCaseEvent = {
    type: "MeetingCalledOff",
    version: 1,
    header: act(off, meeting.meeting, by),
    sealed: { compartment: "shared", body: off.details },
  };
  return conclude(state, [calledOff], toldOfCallOff(meeting, off, state, by), by);
};
