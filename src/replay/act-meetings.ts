import { answerInvitation } from "../casework/answer-invitation.ts";
import { arrangeMeeting } from "../casework/arrange-meeting.ts";
import { callOffMeeting } from "../casework/call-off-meeting.ts";
import { invitePeople } from "../casework/invite-people.ts";
import { readComing } from "../casework/moment.ts";
import { moveMeeting } from "../casework/move-meeting.ts";
import { seeMeetings } from "../casework/see-meetings.ts";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { Instant } from "../domain/instant.ts";
import type { Meeting, MeetingKind } from "../domain/meetings/meeting.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { invitationAnswerInWords, meetingInWords, participantInWords } from "../slack/meeting-words.ts";
import { saying } from "./act-access.ts";
import { fictional, inCase } from "./act-in-case.ts";
import { nameOf, notThere, outcomeOf, stateOf, type Doing, type Outcome } from "./playing.ts";
import { asTyped } from "./story-instant.ts";
import type { EntryOf } from "./story-schema.ts";

const lastOf = ({ meetings }: CaseState, kind: MeetingKind): Meeting | undefined =>
  meetings.findLast((one) => one.kind === kind && one.stands === "arranged") ??
  meetings.findLast((one) => one.kind === kind);

/** Does something about the last meeting of a kind in the case that an entry speaks of. */
export const inMeeting = (
  doing: Doing,
  entry: { readonly case?: string | undefined; readonly meeting: MeetingKind },
  act: (ref: TandemRef, meeting: Meeting) => Promise<Outcome>,
): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const state = await stateOf(doing, ref);
    const meeting = state === undefined ? undefined : lastOf(state, entry.meeting);
    return meeting === undefined ? notThere("No such meeting is arranged.") : act(ref, meeting);
  });

/** When a meeting is to begin, as the form reads it. */
const starting = ({ context }: Doing, starts: Instant) =>
  readComing(asTyped(starts), context.clock.dutyNow());

const answersOf = (entry: { readonly answers: readonly string[]; readonly reason?: string | undefined }) => ({
  answers: entry.answers.map((field) => ({ field, text: fictional })),
  ...(entry.reason === undefined ? {} : { reason: entry.reason }),
});

/** Gives a meeting its time. */
export const doArrange = (doing: Doing, entry: EntryOf<"arrange-meeting">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const start = starting(doing, entry.starts);
    if (!start.ok) return { ok: false, rule: "form", says: start.says, ref };
    const { meeting: kind, actingNow = false } = entry;
    const acted = await arrangeMeeting(context, viewer, {
      ref,
      request,
      kind,
      actingNow,
      startsAt: start.at,
      details: { place: fictional },
      answers: answersOf(entry),
    });
    return saying(ref, acted, () => [`${meetingInWords[kind]} is to be on ${formatInstant(start.at)}`]);
  });

/** Gives a meeting another time. */
export const doMove = (doing: Doing, entry: EntryOf<"move-meeting">): Promise<Outcome> =>
  inMeeting(doing, entry, async (ref, { meeting, kind }) => {
    const { context, viewer, request } = doing;
    const start = starting(doing, entry.starts);
    if (!start.ok) return { ok: false, rule: "form", says: start.says, ref };
    const { reason } = entry;
    const moving = { ref, request, meeting, startsAt: start.at, details: { reason } };
    const acted = await moveMeeting(context, viewer, moving);
    return saying(ref, acted, () => [`${meetingInWords[kind]} is to be on ${formatInstant(start.at)}`]);
  });

/** Calls a meeting off. */
export const doCallOff = (doing: Doing, entry: EntryOf<"call-off-meeting">): Promise<Outcome> =>
  inMeeting(doing, entry, async (ref, { meeting, kind }) => {
    const { context, viewer, request } = doing;
    const acted = await callOffMeeting(context, viewer, { ref, request, meeting, reason: entry.reason });
    return saying(ref, acted, () => [`${meetingInWords[kind]} is called off`]);
  });

type Asked = EntryOf<"invite-people">["people"][number];

const invited = ({ as, person, slot, asked, chairs, reach }: Asked) => ({
  invitee: {
    as,
    asked,
    reach,
    ...(person === undefined ? {} : { person }),
    ...(slot === undefined ? {} : { slot }),
    ...(chairs === undefined ? {} : { chair: chairs }),
  },
  named: { name: fictional },
});

/** Asks people to a meeting. */
export const doInvite = (doing: Doing, entry: EntryOf<"invite-people">): Promise<Outcome> =>
  inMeeting(doing, entry, async (ref, { meeting }) => {
    const { context, viewer, request } = doing;
    const { people, facts, actingNow = false } = entry;
    const acted = await invitePeople(context, viewer, {
      ref,
      request,
      meeting,
      facts,
      actingNow,
      people: people.map(invited),
      answers: answersOf(entry),
    });
    const whom = people.map(({ as }) => participantInWords[as]).join(", ");
    return saying(ref, acted, () => [`asked: ${whom}`]);
  });

/** Writes down what somebody who is asked to a meeting answered. */
export const doAnswerInvitation = (doing: Doing, entry: EntryOf<"answer-invitation">): Promise<Outcome> =>
  inMeeting(doing, entry, async (ref, { meeting, invitees }) => {
    const { context, viewer, request } = doing;
    const { as, answer } = entry;
    const invitee = invitees.findLast((one) => one.as === as)?.invitee;
    if (invitee === undefined) return notThere("Nobody was asked to it as that.");
    const details = { reason: fictional };
    const acted = await answerInvitation(context, viewer, {
      ref,
      request,
      meeting,
      invitee,
      answer,
      details,
    });
    return saying(ref, acted, () => [`${participantInWords[as]} ${invitationAnswerInWords[answer]}`]);
  });

const shownInWords = async (doing: Doing, ref: TandemRef): Promise<readonly string[]> => {
  const state = await stateOf(doing, ref);
  const meetings = state?.meetings ?? [];
  return Promise.all(
    meetings.map(async ({ kind, startsAt, stands, by, invitees }) => {
      const answers = invitees.map(
        ({ as, answer }) =>
          `${participantInWords[as]} ${answer === undefined ? "has not answered" : invitationAnswerInWords[answer]}`,
      );
      const who = answers.length === 0 ? "nobody is asked" : answers.join(", ");
      return `${meetingInWords[kind]}, ${stands}, ${formatInstant(startsAt)}, by ${await nameOf(doing, by)}: ${who}`;
    }),
  );
};

/** Presses "Meetings". */
export const doSeeMeetings = (doing: Doing, entry: EntryOf<"see-meetings">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const seen = await seeMeetings(doing.context, doing.viewer, ref);
    const outcome = outcomeOf(ref, seen);
    return outcome.ok ? { ...outcome, because: await shownInWords(doing, ref) } : outcome;
  });
