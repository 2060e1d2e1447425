import { readWorklist } from "../../src/casework/read-worklist.ts";
import { worklistView } from "../../src/slack/forms/worklist-view.ts";
import { openWindow } from "./open-window.ts";

/** `/worklist` shows a person's own cases, what is overdue first. What is typed after it is neither read nor kept. */
export const worklistCommand = openWindow("Worklist", async ({ services }, viewer) => ({
  ok: true,
  view: worklistView(await readWorklist(services.context, viewer, { scope: "mine" })),
}));
