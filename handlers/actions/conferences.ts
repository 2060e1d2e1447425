import { prepareAddendum } from "../../src/casework/prepare-addendum.ts";
import { prepareConference } from "../../src/casework/prepare-conference.ts";
import { addendumForm } from "../../src/slack/forms/addendum-form.ts";
import { attendanceForm, heldForm, reportForm } from "../../src/slack/forms/conference-forms.ts";
import { openForm } from "./open-form.ts";

export const addendumPressed = openForm("For the chair alone", async ({ services }, viewer, about) => {
  const prepared = await prepareAddendum(services.context, viewer, about);
  return prepared.ok ? { ok: true, view: addendumForm(about.ref, prepared) } : prepared;
});

export const reportPressed = openForm("A report has arrived", async ({ services }, viewer, about) => {
  const prepared = await prepareConference(services.context, viewer, "receive-report", about);
  return prepared.ok ? { ok: true, view: reportForm(about.ref, prepared) } : prepared;
});

export const attendancePressed = openForm("Settle attendance", async ({ services }, viewer, about) => {
  const prepared = await prepareConference(services.context, viewer, "settle-attendance", about);
  return prepared.ok ? { ok: true, view: attendanceForm(about.ref, prepared) } : prepared;
});

export const heldPressed = openForm("It was held", async ({ services }, viewer, about) => {
  const prepared = await prepareConference(services.context, viewer, "hold-meeting", about);
  return prepared.ok ? { ok: true, view: heldForm(about.ref, prepared) } : prepared;
});
