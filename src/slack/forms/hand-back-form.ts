import type { ModalView } from "@slack/types";
import { views } from "../action-ids.ts";
import { choiceField, textField, type Choice } from "../elements.ts";
import { caseForm } from "./case-form.ts";

export const handBackFields = { hop: "hop", reason: "reason" } as const;

/** Why somebody hands a referral back: from then on nobody has it, and everybody is told. */
export const handBackForm = (ref: string, hops: readonly Choice[]): ModalView =>
  caseForm({
    callback: views.handBack,
    ref,
    title: "Hand back",
    submit: "Hand back",
    blocks: [
      choiceField({
        id: handBackFields.hop,
        label: `For whom do you hand ${ref} back?`,
        choices: hops,
        ...(hops[0] === undefined ? {} : { initial: hops[0].value }),
      }),
      textField({
        id: handBackFields.reason,
        label: "Why do you hand it back?",
        hint: "Nobody has it after this. Its desk and the sender are told at once.",
        multiline: true,
      }),
    ],
  });
