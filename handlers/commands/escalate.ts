import { casesToEscalate } from "../../src/casework/prepare-escalation.ts";
import { casesToEscalateView } from "../../src/slack/forms/escalate-forms.ts";
import { openWindow } from "./open-window.ts";

/** `/escalate` lists the cases that somebody could disagree about. What is typed after it is neither read nor kept. */
export const escalateCommand = openWindow("Escalate", async ({ services }, viewer) => ({
  ok: true,
  view: casesToEscalateView(await casesToEscalate(services.context, viewer)),
}));
