import { conclude, type Decision } from "../case/decide-answer.ts";
import type { BodyOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { decideStep, type StepRefused, type TakingStep } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { objectionsTo } from "../steps/judge.ts";
import { isConference, meetingIn, type Meeting, type MeetingKind } from "./meeting.ts";
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
  const because = "the meeting is at another time, and whoever is to be there must know";
  const told = (after: CaseState) =>
    toEverybody(
      meeting,
      (invitee) => ({
        ...about(meeting, after, moving.by, by),
        kind: "meeting-moved",
        was: meeting.startsAt,
        startsAt,
        ...(invitee === undefined ? {} : { invitee }),
      }),
      { state: after, by, because, told: after },
    );
  return conclude(state, [moved], told, by);
};

export type CallingOff = Actor & { readonly meeting: string; readonly details: BodyOf<"MeetingCalledOff"> };

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
  const because = "the meeting is called off, and whoever was to be there must know";
  const { startsAt } = meeting;
  const told = (after: CaseState) =>
    toEverybody(
      meeting,
      (invitee) => ({
        ...about(meeting, after, off.by, by),
        kind: "meeting-called-off",
        startsAt,
        ...(invitee === undefined ? {} : { invitee }),
      }),
      { state: after, by, because, told: state },
    );
  return conclude(state, [calledOff], told, by);
};
