import { z } from "zod";
import { answerInvitation } from "../../src/casework/answer-invitation.ts";
import { arrangeMeeting } from "../../src/casework/arrange-meeting.ts";
import { callOffMeeting } from "../../src/casework/call-off-meeting.ts";
import type { Judged } from "../../src/casework/judged-in-case.ts";
import { readComing } from "../../src/casework/moment.ts";
import { moveMeeting } from "../../src/casework/move-meeting.ts";
import { meetingFields } from "../../src/slack/forms/meeting-forms.ts";
import { askedFields } from "../../src/slack/forms/asked-fields.ts";
import { answersIn } from "../asked.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

const startIn = ({ values, boundary }: Filled) =>
  readComing(
    { date: textIn(values, meetingFields.date), time: textIn(values, meetingFields.time) },
    boundary.services.context.clock.dutyNow(),
  );

const kinds = z.enum(["strategy-discussion", "initial-conference", "review-conference", "core-group"]);

/** What stands against a booking, each on the answer that lifts it. */
const faultsOf = ({ values }: Filled, { refused }: Judged) => {
  if (refused === undefined) return undefined;
  const missing = refused.missing
    .map(({ name, says }) => [askedFields.answer(name), says] as const)
    .filter(([block]) => values[block] !== undefined);
  const onDate = refused.onDate === "" ? [] : [[meetingFields.date, refused.onDate] as const];
  const inTheWay = refused.inTheWay === "" ? [] : [[askedFields.reason, refused.inTheWay] as const];
  return { faults: Object.fromEntries([...missing, ...onDate, ...inTheWay]) };
};

const whatIsSaid = (filled: Filled) => {
  const { values } = filled;
  return {
    answers: { answers: answersIn(values), ...answered({ reason: textIn(values, askedFields.reason) }) },
    actingNow: ticksIn(values, askedFields.actingNow).length > 0,
  };
};

export const arrangeSubmitted = submitCaseForm({
  title: "Arrange a meeting",
  firstField: meetingFields.kind,
  act: async (filled) => {
    const { values, viewer, ref, request, boundary } = filled;
    const kind = kinds.safeParse(textIn(values, meetingFields.kind));
    const place = textIn(values, meetingFields.place);
    const start = startIn(filled);
    if (!kind.success) return { faults: { [meetingFields.kind]: "Choose which meeting it is." } };
    if (!start.ok) return { faults: { [start.field]: start.says } };
    if (place === undefined)
      return { faults: { [meetingFields.place]: 'Say where it is, or "by telephone".' } };
    const more = {
      joining: textIn(values, meetingFields.joining),
      purpose: textIn(values, meetingFields.purpose),
    };
    const arranging = {
      ref,
      request,
      kind: kind.data,
      startsAt: start.at,
      details: { place, ...answered(more) },
    };
    const acted = await arrangeMeeting(boundary.services.context, viewer, {
      ...arranging,
      ...whatIsSaid(filled),
    });
    return faultsOf(filled, acted) ?? { acted };
  },
});

export const moveSubmitted = submitCaseForm({
  title: "Move a meeting",
  firstField: meetingFields.date,
  act: async (filled) => {
    const { values, viewer, ref, request, about: meeting, boundary } = filled;
    const start = startIn(filled);
    if (!start.ok) return { faults: { [start.field]: start.says } };
    const reason = textIn(values, meetingFields.why);
    if (reason === undefined) return { faults: { [meetingFields.why]: "Say why it is moved." } };
    const where = {
      place: textIn(values, meetingFields.place),
      joining: textIn(values, meetingFields.joining),
    };
    const details = { reason, ...answered(where) };
    const moving = { ref, request, meeting, startsAt: start.at, details };
    return { acted: await moveMeeting(boundary.services.context, viewer, moving) };
  },
});

export const callOffSubmitted = submitCaseForm({
  title: "Call a meeting off",
  firstField: meetingFields.why,
  act: async ({ values, viewer, ref, request, about: meeting, boundary }) => {
    const reason = textIn(values, meetingFields.why);
    if (reason === undefined) return { faults: { [meetingFields.why]: "Say why it is called off." } };
    return {
      acted: await callOffMeeting(boundary.services.context, viewer, { ref, request, meeting, reason }),
    };
  },
});

const answers = z.enum(["coming", "not-coming", "sends-a-report", "sends-somebody"]);

export const invitationAnswered = submitCaseForm({
  title: "Answer",
  firstField: meetingFields.invitee,
  act: async ({ values, viewer, ref, request, about: meeting, boundary }) => {
    const invitee = textIn(values, meetingFields.invitee);
    const answer = answers.safeParse(textIn(values, meetingFields.answer));
    if (invitee === undefined) return { faults: { [meetingFields.invitee]: "Choose whose answer it is." } };
    if (!answer.success) return { faults: { [meetingFields.answer]: "Choose what they answer." } };
    const details = answered({
      whoComes: textIn(values, meetingFields.whoComes),
      reason: textIn(values, meetingFields.why),
    });
    const said = { ref, request, meeting, invitee, answer: answer.data, details };
    return { acted: await answerInvitation(boundary.services.context, viewer, said) };
  },
});
