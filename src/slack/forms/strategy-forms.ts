import type { KnownBlock, ModalView } from "@slack/types";
import { agencySchema } from "../../domain/agency.ts";
import type { DiscussionShown, SectionForm } from "../../domain/strategy/strategy-models.ts";
import { views } from "../action-ids.ts";
import {
  choiceField,
  dateField,
  escapeMarkup,
  menuOfSeveralField,
  paragraph,
  textField,
  ticksField,
} from "../elements.ts";
import { participantInWords } from "../meeting-words.ts";
import { agencyName, capital } from "../words.ts";
import { caseForm } from "./case-form.ts";
import { factInWords } from "./fact-words.ts";
import { whenItHappened, type Now } from "./moment-fields.ts";
import { stepFields } from "./step-form.ts";

export const strategyFields = {
  attended: "attended",
  review: "review",
  text: "action-text",
  owner: "owner",
  person: "owner-person",
  who: "owner-name",
  dueDate: "due-date",
  dueTime: "due-time",
} as const;

/** As much as one text field of Slack holds. */
const longest = 3_000;

const answers = ({ fields }: SectionForm): readonly KnownBlock[] =>
  fields.map(({ field, rule, text }) =>
    textField({
      id: stepFields.answer(field),
      label: capital(field),
      hint: `${rule === "" ? "" : `${rule} asks for this. `}"Not known" is an answer. You can leave it for later.`,
      multiline: true,
      optional: true,
      maxLength: longest,
      ...(text === undefined ? {} : { initial: text.slice(0, longest) }),
    }),
  );

const facts = ({ facts: asked }: SectionForm): readonly KnownBlock[] =>
  asked.map(({ fact, known }) =>
    choiceField({
      id: stepFields.fact(fact),
      ...factInWords[fact],
      optional: true,
      ...(known === undefined ? {} : { initial: known }),
    }),
  );

type Attendance = NonNullable<SectionForm["attendance"]>;

const invitedThere = ({ invitees, attended }: Attendance): readonly KnownBlock[] =>
  invitees.length === 0
    ? []
    : [
        menuOfSeveralField({
          id: strategyFields.attended,
          label: "Of those who were invited: who was there?",
          choices: invitees.map(({ invitee, label }) => ({ value: invitee, label })),
          initial: attended,
          optional: true,
        }),
      ];

const attendance = ({ attendance: asked }: SectionForm): readonly KnownBlock[] => {
  if (asked === undefined) return [];
  return [
    ...invitedThere(asked),
    ticksField({
      id: stepFields.agencies,
      label: "Which agencies took part?",
      optional: true,
      choices: agencySchema.options.map((agency) => ({ value: agency, label: capital(agencyName(agency)) })),
      initial: asked.present,
    }),
    ticksField({
      id: strategyFields.review,
      label: "What it was for",
      optional: true,
      choices: [{ value: "yes", label: "A review: what enquiries so far have found" }],
      initial: asked.review ? ["yes"] : [],
    }),
  ];
};

/** One short section of a record. It is kept as soon as it is saved; whoever wrote it before is in it. */
export const sectionForm = (form: SectionForm): ModalView =>
  caseForm({
    callback: views.section,
    ref: form.ref,
    about: [form.record, form.section, ...form.seen].join(" "),
    title: "Strategy discussion",
    submit: "Save",
    blocks: [
      paragraph(`*${form.title}* (${form.ref})`),
      ...(form.said === undefined ? [] : [paragraph(`*${escapeMarkup(form.said)}*`)]),
      ...attendance(form),
      ...facts(form),
      ...answers(form),
    ],
  });

const missingLines = ({ sections }: DiscussionShown): string =>
  sections
    .filter(({ missing }) => missing.length > 0)
    .map(
      ({ title, missing }) =>
        `• ${title}: ${missing.map(({ name, rule }) => `${name} (${rule})`).join(", ")}`,
    )
    .join("\n");

const wayPast = ({ absent }: DiscussionShown): readonly KnownBlock[] => [
  textField({
    id: stepFields.reason,
    label: "If something stands in the way: why you go ahead",
    hint:
      absent.length === 0
        ? "Leave it empty if nothing does."
        : `For example why ${absent.map(agencyName).join(" and ")} could not be there.`,
    multiline: true,
    optional: true,
  }),
  ticksField({
    id: stepFields.actingNow,
    label: "If a child cannot wait",
    optional: true,
    choices: [{ value: "yes", label: "Acting now to protect a child. I give the rest afterwards." }],
  }),
];

/** All sections are judged as one. Somebody who cannot wait for the rest says so with one tick. */
export const finishForm = (shown: DiscussionShown, now: Now): ModalView => {
  const missing = missingLines(shown);
  return caseForm({
    callback: views.finish,
    ref: shown.ref,
    about: shown.record,
    title: "Finish the record",
    submit: "Finish",
    blocks: [
      paragraph("*When was it held?*"),
      ...whenItHappened(now),
      ...(missing === "" ? [] : [paragraph(`*Not answered yet*\n${escapeMarkup(missing)}`)]),
      ...wayPast(shown),
    ],
  });
};

type Owners = readonly { readonly person: string; readonly name: string }[];

const ownersField = (people: Owners): readonly KnownBlock[] =>
  people.length === 0
    ? []
    : [
        menuOfSeveralField({
          id: strategyFields.person,
          label: "Whose is it, of those whom Tandem can remind?",
          hint: "At most one. Left empty, whoever has the case for that agency is reminded.",
          optional: true,
          choices: people.map(({ person, name }) => ({ value: person, label: name })),
        }),
      ];

/** What somebody is to do: without an owner and a time it is not kept. */
export const actionForm = (ref: string, record: string, people: Owners): ModalView =>
  caseForm({
    callback: views.action,
    ref,
    about: record,
    title: "Add an action",
    blocks: [
      textField({ id: strategyFields.text, label: "What is to be done?", multiline: true }),
      choiceField({
        id: strategyFields.owner,
        label: "Which agency owns it?",
        choices: [...agencySchema.options, "family" as const, "other" as const].map((one) => ({
          value: one,
          label: capital(participantInWords[one]),
        })),
      }),
      ...ownersField(people),
      textField({ id: strategyFields.who, label: "Or their name", optional: true, maxLength: 200 }),
      dateField({ id: strategyFields.dueDate, label: "By which day?" }),
      textField({
        id: strategyFields.dueTime,
        label: "By what time, 24-hour",
        initial: "17:00",
        maxLength: 10,
      }),
    ],
  });
