import type { Decision } from "../case/decide-answer.ts";
import type { BodyOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { decideStep, type StepRefused, type TakingStep } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { agencySchema, type Agency } from "../agency.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { isConference, meetingIn, type Meeting, type Participant } from "../meetings/meeting.ts";
import type { RecordableStep } from "../steps/recordable-step.ts";

type Acting = Pick<TakingStep, "by" | "agency" | "isManager" | "at" | "actingNow" | "facts"> & {
  readonly meeting: string;
  /** What the protocol asks, and why it goes ahead although something stands against it. */
  readonly answers: TakingStep["details"];
};

const noConference = refuse("no-such-conference", "There is no such conference in this case.");

const conferenceIn = (state: CaseState, id: string): Meeting | undefined => {
  const meeting = meetingIn(state, id);
  return meeting !== undefined && isConference(meeting.kind) ? meeting : undefined;
};

const taking = (
  step: RecordableStep,
  { answers, ...acting }: Acting,
  meeting: Meeting,
): Omit<TakingStep, "also" | "invitee"> => ({
  ...acting,
  step,
  present: [],
  agreed: [],
  details: answers,
  meeting,
});

export type Receiving = Acting & {
  /** Whose report it is, of those who are invited. */
  readonly invitee: string;
};

const agencyOf = (as: Participant, otherwise: Agency): Agency => {
  const read = agencySchema.safeParse(as);
  return read.success ? read.data : otherwise;
};

/**
 * A report for a conference has arrived: the step is that of the agency whose report it is, whoever writes it down (S4-10,
 * S4-15, S4-16). One that arrives at the very instant at which it is due is in time.
 */
export const decideReport = (
  state: CaseState,
  { invitee, ...receiving }: Receiving,
  by: Following,
): Decision | StepRefused | Refused => {
  const meeting = conferenceIn(state, receiving.meeting);
  const asked = meeting?.invitees.find((one) => one.invitee === invitee);
  if (meeting === undefined || asked === undefined) return noConference;
  if (receiving.at > by.now) return refuse("in-the-future", "The time at which it arrived is in the future.");
  const agency = agencyOf(asked.as, receiving.agency);
  return decideStep(state, { ...taking("report-received", receiving, meeting), agency, invitee }, by);
};

/** Chair and police have settled whether the police come: on which grounds, and why where it goes against them (S4-7, S4-8). */
export const decideAttendance = (
  state: CaseState,
  settling: Acting,
  by: Following,
): Decision | StepRefused | Refused => {
  const meeting = conferenceIn(state, settling.meeting);
  if (meeting === undefined) return noConference;
  return decideStep(state, taking("attendance-settled", settling, meeting), by);
};

export type Holding = Acting & {
  readonly attended: readonly string[];
  readonly others: BodyOf<"AttendanceTaken">["others"];
};

const attendance = (
  { by: person, at, agency, attended, others }: Holding,
  { meeting }: Meeting,
  now: Instant,
): NewCaseEvent => ({
  type: "AttendanceTaken",
  version: 1,
  header: {
    by: person,
    at,
    enteredAt: now,
    agency,
    meeting,
    attended,
    others: others.map(({ as }) => as),
  },
  sealed: { compartment: "shared", body: { others } },
});

const present = (meeting: Meeting, { attended, others }: Holding): readonly Agency[] => {
  const there = meeting.invitees.filter(({ invitee }) => attended.includes(invitee)).map(({ as }) => as);
  return [...new Set([...there, ...others.map(({ as }) => as)])].flatMap((as) => {
    const read = agencySchema.safeParse(as);
    return read.success ? [read.data] : [];
  });
};

/** A conference or a core group was held: who was there, and what it settled (S4-2); a late one says why, and who agreed to that (STAT-9). */
export const decideHold = (
  state: CaseState,
  holding: Holding,
  by: Following,
): Decision | StepRefused | Refused => {
  const meeting = meetingIn(state, holding.meeting);
  if (meeting === undefined || meeting.kind === "strategy-discussion") return noConference;
  if (meeting.stands !== "arranged")
    return refuse("not-arranged", "It was held already, or is called off. Nothing was changed.");
  const { attended: _there, others: _more, ...acting } = holding;
  const held: TakingStep = {
    ...taking(isConference(meeting.kind) ? "conference-held" : "core-group-held", acting, meeting),
    present: present(meeting, holding),
    also: [attendance(holding, meeting, by.now)],
  };
  return decideStep(state, held, by);
};
