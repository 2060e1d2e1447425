import type { ModalView } from "@slack/types";
import { otherAgency, type Agency } from "../../domain/agency.ts";
import type { Candidate } from "../../domain/case/form-models.ts";
import { views } from "../action-ids.ts";
import { choiceField, menuOfSeveralField, textField, type Choice } from "../elements.ts";
import { agencyName, capital } from "../words.ts";
import { caseForm } from "./case-form.ts";

export const noteFields = { reads: "reads", readers: "readers", text: "text" } as const;

const readChoices = (agency: Agency, people: readonly Candidate[]): readonly Choice[] => [
  {
    value: "both agencies",
    label: "Both agencies",
    says: "Everybody of either agency who may open the case",
  },
  {
    value: "own agency",
    label: `${capital(agencyName(agency))} alone`,
    says: `${capital(agencyName(otherAgency(agency)))} cannot see it, nor that it is there`,
  },
  ...(people.length === 0
    ? []
    : [
        {
          value: "named people",
          label: "Only people I choose",
          says: "You and they; nobody else can see it, nor that it is there",
        },
      ]),
];

/** A note for both agencies, for one's own, or for a few people by name. */
export const noteForm = (ref: string, agency: Agency, people: readonly Candidate[]): ModalView =>
  caseForm({
    callback: views.note,
    ref,
    title: "Add a note",
    reads: "Only those whom you choose here can read what you write.",
    blocks: [
      choiceField({
        id: noteFields.reads,
        label: `Who may read this note on ${ref}?`,
        choices: readChoices(agency, people),
      }),
      ...(people.length === 0
        ? []
        : [
            menuOfSeveralField({
              id: noteFields.readers,
              label: "If only people you choose: who?",
              hint: "They are told that there is a note for them.",
              optional: true,
              choices: people.map(({ person, name }) => ({ value: person, label: name })),
            }),
          ]),
      textField({ id: noteFields.text, label: "The note", multiline: true }),
    ],
  });
