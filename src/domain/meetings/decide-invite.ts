import { conclude, type Decision } from "../case/decide-answer.ts";
import type { BodyOf, HeaderOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { decideStep, type StepRefused, type TakingStep } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { workingDaysBetween } from "../calendar/working-days-between.ts";
import { localDateOf } from "../calendar/format-instant.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { isConference, meetingIn, type Meeting } from "./meeting.ts";
import { keptOut, named } from "./whom-invited.ts";
import { impliedAnswers } from "./implied-answers.ts";
import { about, toInvitees } from "./told-of-meeting.ts";

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

/** What the protocol asks of the invitations, answered by whoever invites or by the form itself. */
const answersOf = (
  inviting: Inviting,
  meeting: Meeting,
  state: CaseState,
  by: Following,
): TakingStep["details"] => {
  const { facts, people, answers } = inviting;
  const brings = people.map(({ named: { brings: one } }) => one);
  const implied = impliedAnswers({ meeting, facts, brings }, state, by);
  const said = answers.answers;
  return {
    ...answers,
    answers: [...said, ...implied.filter(({ field }) => !said.some((one) => one.field === field))],
  };
};

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
  const events = [event, ...named(state, inviting, by)];
  const told = invitations(event, by);
  if (!isConference(meeting.kind)) return conclude(state, events, told, by);
  const { people: _people, ...rest } = inviting;
  const sent: TakingStep = {
    ...rest,
    meeting,
    step: "invitation-sent",
    present: [],
    agreed: [],
    details: answersOf(inviting, meeting, state, by),
    also: events,
    andTell: told,
  };
  return decideStep(state, sent, by);
};
