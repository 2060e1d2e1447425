import { prepareEscalation } from "../../src/casework/prepare-escalation.ts";
import { escalationForm } from "../../src/slack/forms/escalate-forms.ts";
import { openForm } from "./open-form.ts";

/** "We disagree": the next step of a disagreement in a case. */
export const escalationPressed = openForm("We disagree", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareEscalation(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: escalationForm(ref, prepared) } : prepared;
});
