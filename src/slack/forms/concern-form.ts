import type { KnownBlock, ModalView } from "@slack/types";
import type { ConcernFacts } from "../../domain/case/facts.ts";
import { views } from "../action-ids.ts";
import { choiceField, paragraph, textField, ticksField, type Choice } from "../elements.ts";
import { caseForm } from "./case-form.ts";
import { whenItHappened, type Now } from "./moment-fields.ts";
import { crimeChoices, sourceChoices, sourceHint, suspectChoices, yesNoNotKnown } from "./referral-fields.ts";

export const concernFields = {
  newHarm: "new-harm",
  whatIsNew: "what-is-new",
  immediateRisk: "immediate-risk",
  suspect: "suspect",
  withPersonAlleged: "with-person-alleged",
  policeProtection: "police-protection",
  crime: "crime",
  callback: "callback",
  sourceKind: "source-kind",
} as const;

const field = concernFields;

const isGrave = (known: string): boolean => known === "yes";

const asked = (id: string, label: string, choices: readonly Choice[], hint?: string): KnownBlock =>
  choiceField({ id, label, choices, optional: true, ...(hint === undefined ? {} : { hint }) });

const suspectField = ({ suspect }: ConcernFacts): readonly KnownBlock[] => {
  const choices = suspectChoices.filter(({ value }) => !suspect.some((one) => one === value));
  return choices.length === 0
    ? []
    : [ticksField({ id: field.suspect, label: "Suspect's position", choices, optional: true })];
};

const riskHint = "Left blank counts as not known, and that counts as yes until somebody says otherwise.";
const withPersonAlleged = "Is the child with the person the allegation is about?";

/** Only what would make it graver than the case is known to be already. */
const urgencyFields = (known: ConcernFacts): readonly KnownBlock[] => [
  asked(field.immediateRisk, "Is the child at immediate risk now?", yesNoNotKnown, riskHint),
  ...suspectField(known),
  ...(isGrave(known.childWithPersonAlleged)
    ? []
    : [asked(field.withPersonAlleged, withPersonAlleged, yesNoNotKnown)]),
  ...(isGrave(known.underPoliceProtection)
    ? []
    : [asked(field.policeProtection, "Under police protection?", yesNoNotKnown)]),
  ...(isGrave(known.crime) ? [] : [asked(field.crime, "Possible crime?", crimeChoices)]),
];

const callbackField = textField({
  id: field.callback,
  label: "Number to ring you back on, if it is another than before",
  optional: true,
  maxLength: 30,
});

/** What has come up since in an open case: short, and nothing that the case holds already. */
export const concernForm = (ref: string, known: ConcernFacts, now: Now): ModalView =>
  caseForm({
    callback: views.concern,
    ref,
    title: "New concern",
    submit: "Send",
    blocks: [
      paragraph("*Child in immediate danger? Ring 999 first, then record it.*"),
      paragraph(
        "Is it about somebody who works with children, or with these teams? Close this and type */referral*: then no team is told.",
      ),
      choiceField({
        id: field.newHarm,
        label: `${ref}: is it new or increased harm?`,
        choices: yesNoNotKnown,
        optional: true,
        hint: "Yes, not known or left blank: the other agency is told as with a referral. No: it is an update for them to read.",
      }),
      textField({ id: field.whatIsNew, label: "What is new?", multiline: true, optional: true }),
      ...urgencyFields(known),
      asked(field.sourceKind, "Who brought this to you?", sourceChoices, sourceHint),
      paragraph("*When did your agency learn of it?* Clocks start then."),
      ...whenItHappened(now),
      callbackField,
    ],
  });
