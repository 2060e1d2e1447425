import type { KnownBlock, ModalView } from "@slack/types";
import { caseRoleSchema } from "../../domain/case/access-event-schemas.ts";
import type { NamedPerson, PeopleModel } from "../../domain/case/form-models.ts";
import { views } from "../action-ids.ts";
import { choiceField, escapeMarkup, menuField, paragraph, textField, type Choice } from "../elements.ts";
import { agencyName, capital, caseRoleInWords } from "../words.ts";
import { caseForm } from "./case-form.ts";

export const peopleFields = {
  what: "what",
  person: "person",
  as: "as",
  named: "named",
  reason: "reason",
} as const;

const roleChoices: readonly Choice[] = caseRoleSchema.options.map((value) => ({
  value,
  label: capital(caseRoleInWords[value]),
}));

const inWords = ({ name, as, agency }: NamedPerson): string =>
  `${name} (${agencyName(agency)}), ${caseRoleInWords[as]}`;

const shownAtMost = 40;

const listed = (ref: string, named: readonly NamedPerson[]): KnownBlock => {
  const left = named.length - shownAtMost;
  const lines = [...named.slice(0, shownAtMost).map(inWords), ...(left > 0 ? [`and ${left} more`] : [])];
  const who = lines.length === 0 ? "Nobody yet." : lines.map((one) => `• ${escapeMarkup(one)}`).join("\n");
  return paragraph(
    `*Named in ${ref}*\n${who}\nWhoever sent it, whoever it was sent to by name, and whoever has it may open it too.`,
  );
};

const naming = ({ nameable }: PeopleModel): readonly KnownBlock[] =>
  nameable.length === 0
    ? [paragraph("Nobody else of your agency can be named here.")]
    : [
        menuField({
          id: peopleFields.person,
          label: "Whom of your own agency do you name?",
          hint: "They are told, and may open the case from then on.",
          optional: true,
          choices: nameable.map(({ person, name }) => ({ value: person, label: name })),
        }),
        choiceField({
          id: peopleFields.as,
          label: "What are they in it?",
          optional: true,
          choices: roleChoices,
        }),
      ];

const releasing = ({ releasable }: PeopleModel): readonly KnownBlock[] =>
  releasable.length === 0
    ? []
    : [
        menuField({
          id: peopleFields.named,
          label: "Whom of your own agency do you take off?",
          optional: true,
          choices: releasable.map(({ person, as, name }) => ({
            value: `${person}/${as}`,
            label: `${name}, ${caseRoleInWords[as]}`,
          })),
        }),
        textField({
          id: peopleFields.reason,
          label: "Why are they not in it any more?",
          optional: true,
          multiline: true,
        }),
      ];

const acts = ({ nameable, releasable }: PeopleModel): readonly Choice[] => [
  ...(nameable.length === 0 ? [] : [{ value: "name", label: "Name somebody" }]),
  ...(releasable.length === 0 ? [] : [{ value: "take-off", label: "Take somebody off" }]),
];

const what = (choices: readonly Choice[]): readonly KnownBlock[] =>
  choices.length === 0
    ? []
    : [
        choiceField({
          id: peopleFields.what,
          label: "What do you want to do?",
          choices,
          ...(choices[0] === undefined ? {} : { initial: choices[0].value }),
        }),
      ];

/** Who is named in a case as what; each agency names its own people, and takes them off. */
export const peopleForm = (ref: string, model: PeopleModel): ModalView =>
  caseForm({
    callback: views.people,
    ref,
    title: "People in the case",
    blocks: [listed(ref, model.named), ...what(acts(model)), ...naming(model), ...releasing(model)],
  });
