import { seeAccess } from "../../src/casework/see-access.ts";
import { whoLookedView } from "../../src/slack/forms/who-looked-view.ts";
import { openForm } from "./open-form.ts";

/** Shows who has looked at a case; that it was shown is recorded. */
export const whoLookedPressed = openForm("Who has looked", async ({ services }, viewer, { ref }) => {
  const shown = await seeAccess(services.context, viewer, ref);
  return shown.ok ? { ok: true, view: whoLookedView(shown.list) } : shown;
});
