import { conclude, type Decision } from "../case/decide-answer.ts";
import type { BodyOf, HeaderOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { decideStep, type StepRefused, type TakingStep } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { workingDaysBetween } from "../calendar/working-days-between.ts";
import { localDateOf } from "../calendar/format-instant.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { isConference, meetingIn, type Invitee, type Meeting } from "./meeting.ts";
import { mailOfMeeting } from "./mail-of-meeting.ts";
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

type Invited = Extract<NewCaseEvent, { type: "PeopleInvited" }>;

/** What each is told in Slack: what it is, when, and what is asked of them. */
const inSlack = (
  one: Invitee,
  meeting: Meeting,
  { header: { by: doer, shortNotice: days } }: Invited,
  { state, by }: { readonly state: CaseState; readonly by: Following },
): readonly NoticeAsked[] =>
  toInvitees(
    [one],
    meeting,
    () => ({
      ...about(meeting, state, doer, by),
      kind: "invited-to-meeting",
      invitee: one.invitee,
      startsAt: meeting.startsAt,
      asked: one.asked,
      chair: one.chair ?? false,
      ...(days === undefined ? {} : { shortNotice: days }),
    }),
    { state, by, because: "whoever is invited hears of it" },
  );

/** Each is told by the way in which they are reached. */
const invitations =
  (event: Invited, before: CaseState, by: Following) =>
  (after: CaseState): readonly NoticeAsked[] => {
    const { by: doer, meeting: id, invitees, shortNotice: days } = event.header;
    const meeting = meetingIn(after, id);
    if (meeting === undefined) return [];
    const invited = meeting.invitees.filter(({ invitee }) => invitees.some((one) => one.invitee === invitee));
    const short = days === undefined ? {} : { shortNotice: days };
    return [
      ...invited.flatMap((one) => inSlack(one, meeting, event, { state: after, by })),
      ...mailOfMeeting(
        { meeting, doer, invitees: invited, change: "invited", ...short },
        { state: after, by, before },
      ),
    ];
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
  const told = invitations(event, state, by);
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
