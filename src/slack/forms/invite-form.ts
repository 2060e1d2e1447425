import type { KnownBlock, ModalView } from "@slack/types";
import type { KnownGround } from "../../domain/meetings/attendance-grounds.ts";
import type { Meeting } from "../../domain/meetings/meeting.ts";
import type { Suggested } from "../../domain/meetings/suggested-invitees.ts";
import type { LearnedFact } from "../../domain/steps/learned-facts.ts";
import { views } from "../action-ids.ts";
import { choiceField, escapeMarkup, menuField, paragraph, textField, ticksField } from "../elements.ts";
import { askedInWords, meetingInWords } from "../meeting-words.ts";
import { capital, when } from "../words.ts";
import { answerFields, wayPast } from "./asked-fields.ts";
import { caseForm } from "./case-form.ts";
import { factInWords } from "./fact-words.ts";

export const inviteFields = {
  ticked: "ticked",
  chair: "chair",
  asked: "asked",
  further: "further",
  fact: (fact: string): string => `fact-${fact}`,
} as const;

type Inviting = {
  readonly meeting: Pick<Meeting, "meeting" | "kind" | "startsAt">;
  readonly suggested: readonly Suggested[];
  readonly chairs: readonly { readonly person: string; readonly name: string }[];
  readonly facts: readonly LearnedFact[];
  readonly grounds: readonly KnownGround[];
  readonly fields: Parameters<typeof answerFields>[0];
};

/** As many as Slack takes in one group of ticks. */
const ticksAtMost = 10;

const whom = ({ suggested }: Inviting): readonly KnownBlock[] => {
  const shown = suggested.slice(0, ticksAtMost);
  if (shown.length === 0) return [];
  return [
    ticksField({
      id: inviteFields.ticked,
      label: "Who is asked?",
      hint: "Untick whom you do not need.",
      optional: true,
      choices: shown.map(({ key, label, invitee }) => ({
        value: key,
        label,
        ...(invitee.reach === "own-way"
          ? { says: "You tell them yourself: Tandem does not reach them." }
          : {}),
      })),
      initial: shown.filter(({ ticked }) => ticked).map(({ key }) => key),
    }),
  ];
};

const chairField = ({ chairs }: Inviting): readonly KnownBlock[] =>
  chairs.length === 0
    ? []
    : [
        menuField({
          id: inviteFields.chair,
          label: "Who chairs it?",
          optional: true,
          choices: chairs.map(({ person, name }) => ({ value: person, label: name })),
        }),
      ];

const further: KnownBlock = textField({
  id: inviteFields.further,
  label: "Anybody else",
  hint: "One person a line: name; organisation; e-mail; what they can bring. Without an e-mail you tell them yourself.",
  multiline: true,
  optional: true,
});

const groundsBlocks = (grounds: readonly KnownGround[]): readonly KnownBlock[] => [
  ...(grounds.length === 0
    ? []
    : [
        paragraph(
          `*From the case*\n${grounds.map(({ ground, because }) => `• ${escapeMarkup(`${groundInWords(ground)}: ${because}`)}`).join("\n")}`,
        ),
      ]),
  ticksField({
    id: inviteFields.fact("attendanceGround"),
    ...factInWords.attendanceGround,
    optional: true,
    initial: grounds.map(({ ground }) => ground),
  }),
];

const groundInWords = (ground: string): string =>
  factInWords.attendanceGround.choices.find(({ value }) => value === ground)?.label ?? ground;

/** The closed questions on which the protocol depends, with what the case itself says of them. */
export const factBlocks = ({ facts, grounds }: Pick<Inviting, "facts" | "grounds">): readonly KnownBlock[] =>
  facts.flatMap((fact) =>
    fact === "attendanceGround"
      ? groundsBlocks(grounds)
      : [choiceField({ id: inviteFields.fact(fact), ...factInWords[fact], optional: true })],
  );

/** Who is asked to a meeting, for what, and what the protocol wants of the invitations. */
export const inviteForm = (ref: string, model: Inviting): ModalView => {
  const { meeting, fields } = model;
  return caseForm({
    callback: views.invitePeople,
    ref,
    about: meeting.meeting,
    title: "Invite",
    submit: "Invite",
    blocks: [
      paragraph(escapeMarkup(`${ref}: ${meetingInWords[meeting.kind]} of ${when(meeting.startsAt)}.`)),
      ...whom(model),
      ...chairField(model),
      further,
      choiceField({
        id: inviteFields.asked,
        label: "What are they asked for?",
        choices: Object.entries(askedInWords).map(([value, says]) => ({ value, label: capital(says) })),
        initial: "attend",
      }),
      ...factBlocks(model),
      ...answerFields(fields),
      ...wayPast(),
    ],
  });
};
