import { longestAccess } from "../../src/casework/prepare-access.ts";
import { prepareAnswer, prepareDeparture } from "../../src/casework/prepare-departure.ts";
import { prepareExclude } from "../../src/casework/prepare-exclude.ts";
import { prepareNamed } from "../../src/casework/prepare-named.ts";
import { prepareNote } from "../../src/casework/prepare-note.ts";
import { answerForm, departureForm } from "../../src/slack/forms/departure-forms.ts";
import { excludeForm } from "../../src/slack/forms/exclude-form.ts";
import { noteForm } from "../../src/slack/forms/note-form.ts";
import { peopleForm } from "../../src/slack/forms/people-form.ts";
import { takeAccessForm } from "../../src/slack/forms/take-access-form.ts";
import { openForm } from "./open-form.ts";

export const peoplePressed = openForm("People in the case", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareNamed(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: peopleForm(ref, prepared) } : prepared;
});

export const excludePressed = openForm("Keep somebody out", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareExclude(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: excludeForm(ref, prepared) } : prepared;
});

/** The same form for every reference: no case is looked at before it is sent. */
export const takeAccessPressed = openForm("Protect a child now", ({ services }, _viewer, { ref }) =>
  Promise.resolve({ ok: true, view: takeAccessForm(ref, longestAccess(services.context)) }),
);

export const notePressed = openForm("Add a note", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareNote(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: noteForm(ref, viewer.person.agency, prepared.people) } : prepared;
});

export const departurePressed = openForm(
  "Depart from the protocol",
  async ({ services }, viewer, { ref }) => {
    const prepared = await prepareDeparture(services.context, viewer, ref);
    return prepared.ok ? { ok: true, view: departureForm(ref, prepared.presumptions) } : prepared;
  },
);

export const answerPressed = openForm("Answer for a departure", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareAnswer(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: answerForm(ref, prepared.waiting) } : prepared;
});
