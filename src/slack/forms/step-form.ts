import type { ModalView } from "@slack/types";
import { views } from "../action-ids.ts";
import { choiceField, textField, type Choice } from "../elements.ts";
import { caseForm } from "./case-form.ts";
import { whenItHappened, type Now } from "./moment-fields.ts";

export const stepFields = { step: "step", note: "note" } as const;

/** The steps by value; the assessment decision says which way it went. */
export const stepChoices: readonly Choice[] = [
  { value: "checks-recorded", label: "Our records and intelligence are checked" },
  { value: "assessment-decided/required", label: "Decided: an assessment is needed" },
  { value: "assessment-decided/not-required", label: "Decided: no assessment is needed" },
  { value: "assessment-completed", label: "The assessment is complete" },
  { value: "offence-emerged", label: "Evidence of a possible offence has emerged" },
  {
    value: "representation-agreed",
    label: "Discussed with the designated officer, police representation agreed",
  },
];

/** A step that one agency has taken: it stops the clock that asks for it, or starts the one that follows. */
export const stepForm = (ref: string, now: Now): ModalView =>
  caseForm({
    callback: views.step,
    ref,
    title: "Record a step",
    blocks: [
      choiceField({ id: stepFields.step, label: `What has been done about ${ref}?`, choices: stepChoices }),
      ...whenItHappened(now),
      textField({ id: stepFields.note, label: "What was found or decided, and why", multiline: true }),
    ],
  });
