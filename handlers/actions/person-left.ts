import { changePeople } from "../../src/casework/change-people.ts";
import { answerView } from "../../src/slack/forms/plain-views.ts";
import { peopleTitle } from "../../src/slack/forms/register-form.ts";
import { redraw } from "./redraw.ts";

/** "Has left", and confirmed: they are cut off before this is answered. */
export const personLeft = redraw({
  title: peopleTitle,
  records: true,
  draw: async ({ services: { context } }, viewer, body) => {
    const action = body.actions[0];
    const person = action?.type === "button" ? (action.value ?? "") : "";
    const leaving = { does: "leave", person, because: "an administrator said so" } as const;
    const [answer] = await changePeople(context, [leaving], viewer);
    if (answer?.ok !== true) return { ok: false, says: answer?.says ?? "This person is not registered." };
    return { ok: true, view: answerView(peopleTitle, "They have left, and are cut off now.") };
  },
});
