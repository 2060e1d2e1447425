import type { InputBlock } from "@slack/types";
import { input, option, plain, type Choice, type Field } from "./elements.ts";

type Group = { readonly label: string; readonly choices: readonly Choice[] };

/** One answer of many, under headings. */
export const groupedChoiceField = (field: Field & { groups: readonly Group[] }): InputBlock =>
  input(field, {
    type: "static_select",
    action_id: field.id,
    option_groups: field.groups.map(({ label, choices }) => ({
      label: plain(label),
      options: choices.map(option),
    })),
  });
