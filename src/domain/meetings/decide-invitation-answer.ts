import type { BodyOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { conclude, type Decision } from "../case/decide-answer.ts";
import type { TakingStep } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { meetingIn, type Invitee } from "./meeting.ts";
import { about, toArranger } from "./told-of-meeting.ts";

export type Answering = Pick<TakingStep, "by" | "agency" | "at"> & {
  readonly meeting: string;
  readonly invitee: string;
  readonly answer: NonNullable<Invitee["answer"]>;
  readonly details: BodyOf<"InvitationAnswered">;
};

const answerOf = (answering: Answering, by: Following): NewCaseEvent => {
  const { by: person, agency, at, meeting, invitee, answer, details } = answering;
  const header = { by: person, at, enteredAt: by.now, agency, meeting, invitee, answer };
  return {
    type: "InvitationAnswered",
    version: 1,
    header,
    sealed: { compartment: "shared", body: details },
  };
};

/** Somebody who is invited answers, or whoever invited writes down what they answered. */
export const decideInvitationAnswer = (
  state: CaseState,
  answering: Answering,
  by: Following,
): Decision | Refused => {
  const meeting = meetingIn(state, answering.meeting);
  const invitee = meeting?.invitees.find((one) => one.invitee === answering.invitee);
  if (meeting?.stands !== "arranged" || invitee === undefined)
    return refuse("not-invited", "There is no such invitation to a meeting to come.");
  const { by: person, answer } = answering;
  const { as } = invitee;
  const { startsAt } = meeting;
  const because = "whoever invited hears what was answered";
  const told = (after: CaseState) => {
    const said = about(meeting, after, person, by);
    const model = { ...said, kind: "invitation-answered" as const, startsAt, as, answer };
    return meeting.by === person ? [] : toArranger(meeting, model, { state: after, by, because });
  };
  return conclude(state, [answerOf(answering, by)], told, by);
};
