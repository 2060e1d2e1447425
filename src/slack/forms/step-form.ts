import type { KnownBlock, ModalView } from "@slack/types";
import { agencySchema } from "../../domain/agency.ts";
import type { StepAskedFor } from "../../domain/steps/asked-for.ts";
import { catalogue } from "../../domain/steps/catalogue.ts";
import type { StepGroup } from "../../domain/steps/catalogued.ts";
import type { RecordableStep } from "../../domain/steps/recordable-step.ts";
import { views } from "../action-ids.ts";
import {
  choiceField,
  dateField,
  escapeMarkup,
  paragraph,
  plain,
  textField,
  ticksField,
} from "../elements.ts";
import { groupedChoiceField } from "../grouped-choice.ts";
import { agencyName, capital } from "../words.ts";
import { answerFields, askedFields, wayPast } from "./asked-fields.ts";
import { caseForm } from "./case-form.ts";
import { factInWords } from "./fact-words.ts";
import { whenItHappened, type Now } from "./moment-fields.ts";

export const stepFields = {
  step: "step",
  agencies: "agencies",
  note: "note",
  expectedDate: "expected-date",
  expectedTime: "expected-time",
  ...askedFields,
  fact: (fact: string): string => `fact-${fact}`,
} as const;

const choiceOf = (step: RecordableStep) => ({ value: step, label: catalogue[step].says });

type Steps = { readonly due: readonly RecordableStep[]; readonly others: readonly RecordableStep[] };

const groupsOf = ({ due, others }: Steps) => {
  const names = [...new Set(others.map((step) => catalogue[step].group))];
  const inGroup = (group: StepGroup) => others.filter((step) => catalogue[step].group === group);
  return [
    { label: "Due now", choices: due.map(choiceOf) },
    ...names.map((group) => ({ label: group, choices: inGroup(group).map(choiceOf) })),
  ].filter(({ choices }) => choices.length > 0);
};

/** Which step was taken; what it asks is the next screen. */
export const stepChoiceForm = (ref: string, steps: Steps): ModalView => ({
  type: "modal",
  callback_id: views.stepChoice,
  private_metadata: ref,
  title: plain("Record a step"),
  submit: plain("Next"),
  close: plain("Cancel"),
  blocks: [
    groupedChoiceField({
      id: stepFields.step,
      label: `What has been done about ${ref}?`,
      groups: groupsOf(steps),
    }),
  ],
});

const agenciesField = (agencies: "present" | "agreed"): KnownBlock =>
  ticksField({
    id: stepFields.agencies,
    label: agencies === "present" ? "Which agencies took part?" : "Which agencies have agreed?",
    optional: true,
    choices: agencySchema.options.map((agency) => ({ value: agency, label: capital(agencyName(agency)) })),
  });

const factFields = ({ facts }: StepAskedFor): readonly KnownBlock[] =>
  facts.map(({ fact, needed, known }) =>
    choiceField({
      id: stepFields.fact(fact),
      ...factInWords[fact],
      optional: !needed,
      ...(known === undefined ? {} : { initial: known }),
    }),
  );

const expectedFields = ({ step, expects }: StepAskedFor): readonly KnownBlock[] =>
  expects === undefined
    ? []
    : [
        dateField({
          id: stepFields.expectedDate,
          label: `If the time of the ${expects} is known: the date`,
          optional: true,
        }),
        textField({
          id: stepFields.expectedTime,
          label: "And its time, 24-hour",
          hint: `For example 18:30. ${catalogue[step].news === true ? "They are reminded before it." : ""}`.trim(),
          maxLength: 10,
          optional: true,
        }),
      ];

const textFields = ({ texts }: StepAskedFor): readonly KnownBlock[] =>
  texts.map((text) =>
    textField({
      id: stepFields.answer(text),
      label: capital(text),
      hint: "Kept sealed in the case; no message says it.",
      multiline: true,
      optional: true,
    }),
  );

/** What one step asks by the protocol of the case: no more than a rule depends on. */
export const stepForm = (
  ref: string,
  asked: StepAskedFor,
  now: Now,
  above: readonly KnownBlock[] = [],
): ModalView =>
  caseForm({
    callback: views.step,
    ref,
    about: asked.step,
    title: "Record a step",
    blocks: [
      paragraph(`*${catalogue[asked.step].says}* (${ref})`),
      ...above,
      ...asked.deciders.map(({ rule, says }) => paragraph(escapeMarkup(`${says} (${rule}).`))),
      ...whenItHappened(now),
      ...factFields(asked),
      ...(asked.agencies === undefined ? [] : [agenciesField(asked.agencies)]),
      ...expectedFields(asked),
      ...answerFields(asked.fields),
      ...textFields(asked),
      textField({
        id: stepFields.note,
        label: "Anything else worth writing down",
        multiline: true,
        optional: true,
      }),
      ...wayPast(),
    ],
  });
