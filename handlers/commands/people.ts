import { prepareRegister } from "../../src/casework/prepare-person.ts";
import { peopleTitle, registerForm } from "../../src/slack/forms/register-form.ts";
import { openWindow } from "./open-window.ts";

/** `/tandem-people` shows an administrator whom they may change. What is typed after it is neither read nor kept. */
export const peopleCommand = openWindow(peopleTitle, async ({ services: { context } }, viewer) => {
  const prepared = await prepareRegister(context, viewer);
  return prepared.ok ? { ok: true, view: registerForm(prepared.shown) } : prepared;
});
