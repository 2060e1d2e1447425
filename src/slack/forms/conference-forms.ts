import type { KnownBlock, ModalView } from "@slack/types";
import { participant } from "../../domain/meetings/meeting.ts";
import type { MeetingShown } from "../../domain/meetings/meetings-shown.ts";
import { views } from "../action-ids.ts";
import { escapeMarkup, menuField, menuOfSeveralField, paragraph, textField } from "../elements.ts";
import { meetingInWords, participantInWords } from "../meeting-words.ts";
import { when } from "../words.ts";
import { answerFields, wayPast } from "./asked-fields.ts";
import { caseForm } from "./case-form.ts";
import { factBlocks } from "./invite-form.ts";
import { whenItHappened, type Now } from "./moment-fields.ts";

export const conferenceFields = { invitee: "invitee", attended: "attended", others: "others" } as const;

type Model = Parameters<typeof factBlocks>[0] & {
  readonly meeting: MeetingShown;
  readonly fields: Parameters<typeof answerFields>[0];
  readonly now: Now;
};

const about = ({ kind, startsAt }: MeetingShown, ref: string): KnownBlock =>
  paragraph(escapeMarkup(`${ref}: ${meetingInWords[kind]} of ${when(startsAt)}.`));

const invitees = ({ invitees: all }: MeetingShown) =>
  all.map(({ invitee, name, as }) => ({ value: invitee, label: `${name} (${participantInWords[as]})` }));

const asked = (model: Model): readonly KnownBlock[] => [
  ...factBlocks(model),
  ...answerFields(model.fields),
  ...wayPast(),
];

/** Whose report has arrived, when, and what the protocol asks of it. */
export const reportForm = (ref: string, model: Model): ModalView =>
  caseForm({
    callback: views.receiveReport,
    ref,
    about: model.meeting.meeting,
    title: "A report has arrived",
    blocks: [
      about(model.meeting, ref),
      paragraph("The chair is told at once. Say below when it *arrived*, not when you write it down."),
      menuField({
        id: conferenceFields.invitee,
        label: "Whose report is it?",
        choices: invitees(model.meeting),
      }),
      ...whenItHappened(model.now),
      ...asked(model),
    ],
  });

/** Whether the police come, on which grounds, and what chair and police settled. */
export const attendanceForm = (ref: string, model: Model): ModalView =>
  caseForm({
    callback: views.settleAttendance,
    ref,
    about: model.meeting.meeting,
    title: "Settle attendance",
    blocks: [about(model.meeting, ref), ...whenItHappened(model.now), ...asked(model)],
  });

const kindsOfPeople = participant.options.join(", ");

const whoCame = (meeting: MeetingShown): readonly KnownBlock[] => [
  ...(meeting.invitees.length === 0
    ? []
    : [
        menuOfSeveralField({
          id: conferenceFields.attended,
          label: "Who came, of those who were asked?",
          optional: true,
          choices: invitees(meeting),
        }),
      ]),
  textField({
    id: conferenceFields.others,
    label: "Who else came",
    hint: `One person a line: name; and for whom (${kindsOfPeople}).`,
    multiline: true,
    optional: true,
  }),
];

/** A conference or a core group was held: who came, and what it settled. */
export const heldForm = (ref: string, model: Model): ModalView =>
  caseForm({
    callback: views.holdMeeting,
    ref,
    about: model.meeting.meeting,
    title: "It was held",
    blocks: [
      about(model.meeting, ref),
      ...whoCame(model.meeting),
      ...whenItHappened(model.now),
      ...asked(model),
    ],
  });
