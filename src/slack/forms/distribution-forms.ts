import type { KnownBlock, ModalView } from "@slack/types";
import { recordSection, sectionTitle } from "../../domain/strategy/sections.ts";
import type { RecordPaper } from "../../mail-ports.ts";
import { views } from "../action-ids.ts";
import {
  escapeMarkup,
  menuOfSeveralField,
  paragraph,
  plain,
  quoted,
  textField,
  type Choice,
} from "../elements.ts";
import { caseForm } from "./case-form.ts";

export const distributionFields = {
  gets: "gets",
  keptFrom: "kept-from",
  withheld: "withheld",
  why: "why-withheld",
} as const;

type Candidates = readonly {
  readonly recipient: string;
  readonly name: string;
  readonly reach: "e-mail" | "own-way" | "nothing";
}[];

const choicesOf = (candidates: Candidates): readonly Choice[] =>
  candidates.map(({ recipient, name, reach }) => ({
    value: recipient,
    label: reach === "e-mail" ? `${name}: by e-mail` : `${name}: you give it to them`,
  }));

const kept = (choices: readonly Choice[]): readonly KnownBlock[] => [
  menuOfSeveralField({
    id: distributionFields.keptFrom,
    label: "Is a part kept from somebody? From whom",
    choices,
    optional: true,
  }),
  menuOfSeveralField({
    id: distributionFields.withheld,
    label: "Which part",
    choices: recordSection.options.map((one) => ({ value: one, label: sectionTitle[one] })),
    optional: true,
  }),
  textField({
    id: distributionFields.why,
    label: "Why somebody gets nothing, or not all of it",
    multiline: true,
    optional: true,
  }),
];

/** Everybody who was asked stands chosen. Whom somebody leaves out, or keeps a part from, needs a reason. */
export const distributionForm = (ref: string, record: string, candidates: Candidates): ModalView => {
  const choices = choicesOf(candidates);
  return caseForm({
    callback: views.distribution,
    ref,
    about: record,
    title: "Who gets it",
    submit: "Confirm",
    blocks: [
      paragraph("Everybody who was asked gets the record, also who was not there."),
      menuOfSeveralField({
        id: distributionFields.gets,
        label: "Who gets it?",
        choices,
        initial: choices.map(({ value }) => value),
        optional: true,
      }),
      ...kept(choices),
    ],
  });
};

/** The record in plain words, to be copied into one's own system. */
export const copyView = (paper: RecordPaper): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain("Copy for our system"),
  close: plain("Close"),
  blocks: [
    paragraph(
      "*Next: copy this into your own system. Then press Record a step, It is recorded on our own system.* Official-sensitive. That you opened this is recorded.",
    ),
    paragraph(escapeMarkup(paper.subtitle)),
    ...paper.sections.flatMap(({ heading, parts }) =>
      quoted(escapeMarkup(heading), parts.map(({ label, text }) => `${label}: ${text}`).join("\n")),
    ),
  ].slice(0, 100),
});
