import { conclude, type Decision } from "../case/decide-answer.ts";
import type { BodyOf, HeaderOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { decideStep, type StepRefused, type TakingStep } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { workingDaysBetween } from "../calendar/working-days-between.ts";
import { localDateOf } from "../calendar/format-instant.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { isConference, meetingIn, type Invitee, type Meeting } from "./meeting.ts";
import { isExcluded, mayKnowOf } from "../authority/need-to-know.ts";
import { impliedAnswers } from "./implied-answers.ts";
import { about, toArranger, toInvitees } from "./told-of-meeting.ts";

type Named = BodyOf<"PeopleInvited">["invitees"][number];
export type Inviting = Pick<TakingStep, "by" | "agency" | "at" | "isManager" | "actingNow" | "facts"> & {
  readonly meeting: string;
  readonly people: readonly {
    readonly invitee: Omit<HeaderOf<"PeopleInvited">["invitees"][number], "invitee">;
    readonly named: Omit<Named, "invitee">;
  }[];
  /** What the protocol asks of the invitations, and why they go out although something stands against it. */
  readonly answers: TakingStep["details"];
};

/** How many working days ahead the invitations are, where the protocol's latest day for them has passed (S4-14). */
const shortNotice = (meeting: Meeting, { at }: Inviting, state: CaseState, by: Following) => {
  const rules = runningRules(by.protocol).filter(
    ({ lateAs, metBy }) => lateAs !== undefined && metBy.step === "invitation-sent",
  );
  const isLate = state.deadlines.some(
    ({ clock, met, dueAt, anchor }) =>
      met === undefined &&
      anchor?.meeting === meeting.meeting &&
      rules.some(({ id }) => id === clock) &&
      at > dueAt,
  );
  if (!isLate) return {};
  return { shortNotice: workingDaysBetween(by.calendar, localDateOf(at), localDateOf(meeting.startsAt)) };
};

const invitedEvent = (
  meeting: Meeting,
  inviting: Inviting,
  state: CaseState,
  by: Following,
): Extract<NewCaseEvent, { type: "PeopleInvited" }> => {
  const people = inviting.people.map((one) => ({ ...one, id: by.nextId() }));
  return {
    type: "PeopleInvited",
    version: 1,
    header: {
      by: inviting.by,
      at: inviting.at,
      enteredAt: by.now,
      agency: inviting.agency,
      meeting: meeting.meeting,
      invitees: people.map(({ id, invitee }) => ({ invitee: id, ...invitee })),
      ...shortNotice(meeting, inviting, state, by),
    },
    sealed: {
      compartment: "shared",
      body: { invitees: people.map(({ id, named }) => ({ invitee: id, ...named })) },
    },
  };
};

/** Each is told by the way in which they are reached: what it is, when, and what is asked of them. */
const invitations =
  (event: Extract<NewCaseEvent, { type: "PeopleInvited" }>, by: Following) => (after: CaseState) => {
    const { header } = event;
    const meeting = meetingIn(after, header.meeting);
    if (meeting === undefined) return [];
    const because = "whoever is invited hears of it";
    const invited = meeting.invitees.filter(({ invitee }) =>
      header.invitees.some((one) => one.invitee === invitee),
    );
    return invited.flatMap((one) =>
      toInvitees(
        [one],
        meeting,
        () => ({
          ...about(meeting, after, header.by, by),
          kind: "invited-to-meeting",
          invitee: one.invitee,
          startsAt: meeting.startsAt,
          asked: one.asked,
          chair: one.chair ?? false,
          ...(header.shortNotice === undefined ? {} : { shortNotice: header.shortNotice }),
        }),
        { state: after, by, because },
      ),
    );
  };

type Known = Following["area"]["people"][number] & { readonly chair: boolean };

const registered = ({ people }: Inviting, { area }: Following): readonly Known[] =>
  people.flatMap(({ invitee }) =>
    area.people
      .filter(({ person }) => person === invitee.person)
      .map((one) => ({ ...one, chair: invitee.chair ?? false })),
  );

/** Somebody from whom the case must be kept is asked to no meeting about it; of a case for named people, nobody else is. */
const keptOut = (state: CaseState, inviting: Inviting, by: Following): Refused | undefined => {
  const people = registered(inviting, by);
  if (people.some(({ identities }) => isExcluded(identities, state.excluded)))
    return refuse("excluded", "One of them cannot be asked to this meeting. Choose somebody else.");
  const unnamed = people.find(
    (one) => state.restricted && one.agency !== inviting.agency && !mayKnowOf(state, one),
  );
  return unnamed === undefined
    ? undefined
    : refuse(
        "own-people",
        "The case is for named people alone: the other agency names its own people first.",
      );
};

/** Whoever is asked to a meeting may read what it is about. */
const named = (state: CaseState, inviting: Inviting, by: Following): readonly NewCaseEvent[] =>
  registered(inviting, by)
    .map(({ person, agency, chair }) => ({
      person,
      agency,
      as: chair ? ("chair" as const) : ("invited" as const),
    }))
    .filter(({ person, as }) => !state.named.some((one) => one.person === person && one.as === as))
    .map((one) => ({
      type: "PersonNamed",
      version: 1,
      header: { by: inviting.by, at: inviting.at, enteredAt: by.now, ...one },
    }));

/** People are asked to a meeting. For a conference that is a step, which the protocol judges. */
export const decideInvite = (
  state: CaseState,
  inviting: Inviting,
  by: Following,
): Decision | StepRefused | Refused => {
  const meeting = meetingIn(state, inviting.meeting);
  if (meeting?.stands !== "arranged") return refuse("not-arranged", "There is no such meeting to come.");
  const kept = keptOut(state, inviting, by);
  if (kept !== undefined) return kept;
  const event = invitedEvent(meeting, inviting, state, by);
  const told = invitations(event, by);
  if (!isConference(meeting.kind)) return conclude(state, [event, ...named(state, inviting, by)], told, by);
  const { by: person, agency, at, isManager, actingNow, facts, people } = inviting;
  const brings = people.map(({ named }) => named.brings);
  const implied = impliedAnswers({ meeting, facts, brings }, state, by);
  const said = inviting.answers.answers;
  const answers = {
    ...inviting.answers,
    answers: [...said, ...implied.filter(({ field }) => !said.some((one) => one.field === field))],
  };
  const sent: TakingStep = {
    by: person,
    agency,
    at,
    isManager,
    actingNow,
    facts,
    meeting,
    step: "invitation-sent",
    present: [],
    agreed: [],
    details: answers,
    also: [event, ...named(state, inviting, by)],
    andTell: told,
  };
  return decideStep(state, sent, by);
};

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
