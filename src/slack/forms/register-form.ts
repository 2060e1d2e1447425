import type { ModalView } from "@slack/types";
import type { RegisterShown } from "../../domain/people/shown.ts";
import { views } from "../action-ids.ts";
import { choiceField, menuField, paragraph, plain } from "../elements.ts";

export const peopleTitle = "People";
export const registerFields = { area: "area", who: "who" } as const;
/** Stands for somebody who is not registered yet; no id of a person begins like this. */
export const somebodyNew = "+";

/** Whom it is about: somebody registered, or somebody new; the area where there is more than one. */
export const registerForm = ({ areas, people }: RegisterShown): ModalView => ({
  type: "modal",
  callback_id: views.register,
  title: plain(peopleTitle),
  submit: plain("Next"),
  close: plain("Cancel"),
  ...(areas.length === 1 ? { private_metadata: areas[0]?.value ?? "" } : {}),
  blocks: [
    paragraph(
      "You change the people of your own agency. What you may do yourself, another administrator changes.",
    ),
    ...(areas.length === 1
      ? []
      : [choiceField({ id: registerFields.area, label: "In which area?", choices: areas })]),
    menuField({
      id: registerFields.who,
      label: "Who is it about?",
      choices: [{ value: somebodyNew, label: "+ Somebody new" }, ...people],
    }),
  ],
});
