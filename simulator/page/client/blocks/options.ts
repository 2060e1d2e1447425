import { objectAt, objectsAt, textAt, type JsonObject } from "../../../json.ts";
import type { Actable } from "../../contract.ts";

export type Choice = { readonly value: string; readonly label: string; readonly description?: string };
export type ChoiceGroup = { readonly label?: string; readonly choices: readonly Choice[] };

const choiceOf = (option: JsonObject): Choice => {
  const description = textAt(objectAt(option, "description"), "text");
  return {
    value: textAt(option, "value"),
    label: textAt(objectAt(option, "text"), "text"),
    ...(description === "" ? {} : { description }),
  };
};

/** What can be chosen in a menu, in radio buttons or boxes: the bot's options, in their groups, or the people here. */
export const choicesOf = (element: JsonObject, people: readonly Actable[]): readonly ChoiceGroup[] => {
  if (textAt(element, "type").endsWith("users_select"))
    return [{ choices: people.map(({ user, name }) => ({ value: user, label: name })) }];
  const groups = objectsAt(element, "option_groups");
  if (groups.length === 0) return [{ choices: objectsAt(element, "options").map(choiceOf) }];
  return groups.map((group) => ({
    label: textAt(objectAt(group, "label"), "text"),
    choices: objectsAt(group, "options").map(choiceOf),
  }));
};
