import type { KnownBlock, ModalView } from "@slack/types";
import { views } from "../action-ids.ts";
import { choiceField, plain, textField, type Choice } from "../elements.ts";

export const handBackFields = { hop: "hop", reason: "reason" } as const;

/** Why somebody hands a referral back: from then on nobody has it, and everybody is told. */
export const handBackForm = (ref: string, hops: readonly Choice[]): ModalView => ({
  type: "modal",
  callback_id: views.handBack,
  private_metadata: ref,
  title: plain("Hand back"),
  submit: plain("Hand back"),
  close: plain("Cancel"),
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
  ] satisfies KnownBlock[],
});
