import type { KnownBlock, ModalView } from "@slack/types";
import type { Instant } from "../../domain/instant.ts";
import { localDateOf, localTimeOf } from "../../domain/calendar/format-instant.ts";
import { meetingKind, type MeetingKind } from "../../domain/meetings/meeting.ts";
import type { MeetingShown } from "../../domain/meetings/meetings-shown.ts";
import { views } from "../action-ids.ts";
import { choiceField, dateField, escapeMarkup, paragraph, textField } from "../elements.ts";
import { invitationAnswerInWords, meetingInWords, participantInWords } from "../meeting-words.ts";
import { capital, when } from "../words.ts";
import { caseForm } from "./case-form.ts";
import { momentFields } from "./moment-fields.ts";
import { answerFields, wayPast } from "./asked-fields.ts";

export const meetingFields = {
  ...momentFields,
  kind: "kind",
  place: "place",
  joining: "joining",
  purpose: "purpose",
  why: "why",
  invitee: "invitee",
  answer: "answer",
  whoComes: "who-comes",
} as const;

const whenItBegins = (initial?: Instant): readonly KnownBlock[] => [
  dateField({
    id: meetingFields.date,
    label: "Date",
    ...(initial === undefined ? {} : { initial: localDateOf(initial) }),
  }),
  textField({
    id: meetingFields.time,
    label: "Time, 24-hour",
    hint: "UK time. For example 14:30.",
    maxLength: 10,
    ...(initial === undefined ? {} : { initial: localTimeOf(initial) }),
  }),
];

const whereItIs = (optional: boolean): readonly KnownBlock[] => [
  textField({ id: meetingFields.place, label: optional ? "Where, if that changes too" : "Where", optional }),
  textField({
    id: meetingFields.joining,
    label: "How to join from elsewhere",
    hint: "Dial-in or link. Kept sealed; no message in Slack says it.",
    maxLength: 500,
    optional: true,
  }),
];

type Arranging = {
  readonly fields: Parameters<typeof answerFields>[0];
  readonly due: readonly { readonly rule: string; readonly says: string; readonly dueAt: string }[];
  readonly suggested?: MeetingKind;
};

/** A meeting gets its time. For a conference the protocol says what stands against the date. */
export const arrangeForm = (ref: string, { fields, due, suggested }: Arranging): ModalView =>
  caseForm({
    callback: views.arrangeMeeting,
    ref,
    title: "Arrange a meeting",
    submit: "Arrange",
    blocks: [
      ...due.map(({ rule, says, dueAt }) => paragraph(escapeMarkup(`${says} (${rule}): by ${when(dueAt)}.`))),
      choiceField({
        id: meetingFields.kind,
        label: `Which meeting about ${ref} is it?`,
        choices: meetingKind.options.map((value) => ({ value, label: capital(meetingInWords[value]) })),
        ...(suggested === undefined ? {} : { initial: suggested }),
      }),
      ...whenItBegins(),
      ...whereItIs(false),
      textField({
        id: meetingFields.purpose,
        label: "What it is to settle",
        multiline: true,
        optional: true,
      }),
      ...answerFields(fields),
      ...wayPast(),
    ],
  });

const about = ({ kind, startsAt }: MeetingShown, ref: string): KnownBlock =>
  paragraph(escapeMarkup(`${ref}: ${meetingInWords[kind]} of ${when(startsAt)}.`));

/** A meeting gets another time. */
export const moveForm = (ref: string, meeting: MeetingShown): ModalView =>
  caseForm({
    callback: views.moveMeeting,
    ref,
    about: meeting.meeting,
    title: "Move a meeting",
    submit: "Move",
    blocks: [
      about(meeting, ref),
      paragraph(
        "Whatever is counted back from it moves with it, and everybody who is asked is told at once.",
      ),
      ...whenItBegins(meeting.startsAt),
      ...whereItIs(true),
      textField({ id: meetingFields.why, label: "Why is it moved?", multiline: true }),
    ],
  });

/** A meeting is not held. */
export const callOffForm = (ref: string, meeting: MeetingShown): ModalView =>
  caseForm({
    callback: views.callOffMeeting,
    ref,
    about: meeting.meeting,
    title: "Call a meeting off",
    submit: "Call off",
    blocks: [
      about(meeting, ref),
      paragraph("Nothing is due for it any more, and everybody who is asked is told at once."),
      textField({ id: meetingFields.why, label: "Why is it called off?", multiline: true }),
    ],
  });

const answers = Object.entries(invitationAnswerInWords).map(([value, says]) => ({
  value,
  label: capital(says),
}));

const whose = ({ invitees }: MeetingShown, chosen: string | undefined): KnownBlock =>
  choiceField({
    id: meetingFields.invitee,
    label: "Whose answer is it?",
    choices: invitees.map(({ invitee, name, as }) => ({
      value: invitee,
      label: `${name} (${participantInWords[as]})`,
    })),
    ...(chosen === undefined ? {} : { initial: chosen }),
  });

/** What somebody who is asked to a meeting answers, written down by them or for them. */
export const invitationAnswerForm = (ref: string, meeting: MeetingShown, chosen?: string): ModalView =>
  caseForm({
    callback: views.answerInvitation,
    ref,
    about: meeting.meeting,
    title: "Answer",
    blocks: [
      about(meeting, ref),
      whose(meeting, chosen),
      choiceField({ id: meetingFields.answer, label: "What do they answer?", choices: answers }),
      textField({
        id: meetingFields.whoComes,
        label: "If they send somebody else: whom",
        optional: true,
      }),
      textField({
        id: meetingFields.why,
        label: "Why, if they do not come",
        multiline: true,
        optional: true,
      }),
    ],
  });
