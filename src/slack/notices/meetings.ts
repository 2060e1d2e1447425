import type { NoticeModel } from "../../domain/notices/notice.ts";
import type { Person } from "../../ports.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { invitationAnswerInWords, meetingInWords, participantInWords } from "../meeting-words.ts";
import { capital, personName, when } from "../words.ts";

type People = ReadonlyMap<string, Person>;
type ModelOf<K extends NoticeModel["kind"]> = Extract<NoticeModel, { kind: K }>;

const openCase = (ref: string, about?: string) =>
  buttons("case", [
    ...(about === undefined ? [] : [button("Answer", actions.openInvitationAnswer, about, "primary")]),
    button("Open the case", actions.openCase, ref),
  ]);

const message = (text: string, next: string, ref: string, about?: string): Rendered => ({
  text: escapeMarkup(text),
  blocks: [paragraph(`*${escapeMarkup(next)}*`), paragraph(escapeMarkup(text)), openCase(ref, about)],
});

/** Which invitation a button is about, where the reader has one. */
const invitationOf = (model: { ref: string; meeting: string; invitee?: string | undefined }) =>
  model.invitee === undefined ? undefined : `${model.ref}/${model.meeting}/${model.invitee}`;

const askedInWords = {
  attend: "You are asked to come.",
  report: "You are asked for a report; you need not come.",
  "attend-and-report": "You are asked to come, and for a report beforehand.",
} as const;

export const renderInvitedToMeeting = (model: ModelOf<"invited-to-meeting">, people: People): Rendered => {
  const { shortNotice } = model;
  const short =
    shortNotice === undefined
      ? ""
      : ` Short notice: ${shortNotice} working ${shortNotice === 1 ? "day" : "days"}.`;
  const chair = model.chair ? " You chair it." : "";
  const text = `${model.ref}, ${model.areaName}: ${meetingInWords[model.what]} on ${when(model.startsAt)}. ${askedInWords[model.asked]}${chair}${short} Asked by ${personName(people, model.by)}.`;
  return message(text, "Next: press Answer and say whether you can come.", model.ref, invitationOf(model));
};

export const renderMeetingMoved = (model: ModelOf<"meeting-moved">, people: People): Rendered => {
  const text = `${model.ref}, ${model.areaName}: ${meetingInWords[model.what]} is on ${when(model.startsAt)} now, not on ${when(model.was)}. Moved by ${personName(people, model.by)}. What is due before it moves with it.`;
  const isAsked = model.invitee !== undefined;
  const next = `Next: put the new time into your diary${isAsked ? ", press Answer and say whether you can come" : ""}.`;
  return message(text, next, model.ref, invitationOf(model));
};

export const renderMeetingCalledOff = (model: ModelOf<"meeting-called-off">, people: People): Rendered => {
  const text = `${model.ref}, ${model.areaName}: ${meetingInWords[model.what]} of ${when(model.startsAt)} is called off, by ${personName(people, model.by)}. Nothing is due for it any more.`;
  return message(text, "Next: take it out of your diary, and read why in the case.", model.ref);
};

export const renderInvitationAnswered = (model: ModelOf<"invitation-answered">, people: People): Rendered => {
  const text = `${model.ref}, ${model.areaName}: ${participantInWords[model.as]} ${invitationAnswerInWords[model.answer]} to ${meetingInWords[model.what]} of ${when(model.startsAt)}. Written down by ${personName(people, model.by)}.`;
  return message(
    capital(text),
    "Next: see in the case whether everybody who is needed will be there.",
    model.ref,
  );
};
