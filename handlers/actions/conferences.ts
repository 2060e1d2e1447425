import { prepareAddendum } from "../../src/casework/prepare-addendum.ts";
import { addendumForm } from "../../src/slack/forms/addendum-form.ts";
import { openForm } from "./open-form.ts";

export const addendumPressed = openForm("For the chair alone", async ({ services }, viewer, about) => {
  const prepared = await prepareAddendum(services.context, viewer, about);
  return prepared.ok ? { ok: true, view: addendumForm(about.ref, prepared) } : prepared;
});
