import { prepareInvite } from "../../src/casework/prepare-invite.ts";
import { prepareArrange, prepareMeeting } from "../../src/casework/prepare-meeting.ts";
import { seeMeetings } from "../../src/casework/see-meetings.ts";
import {
  arrangeForm,
  callOffForm,
  invitationAnswerForm,
  moveForm,
} from "../../src/slack/forms/meeting-forms.ts";
import { inviteForm } from "../../src/slack/forms/invite-form.ts";
import { meetingsView } from "../../src/slack/forms/meetings-view.ts";
import { caseIn } from "../case-value.ts";
import { openForm } from "./open-form.ts";
import { redraw } from "./redraw.ts";

/** Shows the meetings of a case; that they were shown is recorded. */
export const meetingsPressed = openForm("Meetings", async ({ services }, viewer, { ref }) => {
  const seen = await seeMeetings(services.context, viewer, ref);
  return seen.ok ? { ok: true, view: meetingsView(seen.shown) } : seen;
});

export const meetingsRedrawn = redraw({
  title: "Meetings",
  draw: async ({ services }, viewer, body) => {
    const { ref } = caseIn(body);
    const seen = await seeMeetings(services.context, viewer, ref);
    return seen.ok ? { ok: true, view: meetingsView(seen.shown) } : { ...seen, about: ref };
  },
});

export const arrangePressed = openForm("Arrange a meeting", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareArrange(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: arrangeForm(ref, prepared) } : prepared;
});

export const invitePressed = openForm("Invite", async ({ services }, viewer, about) => {
  const prepared = await prepareInvite(services.context, viewer, about);
  return prepared.ok ? { ok: true, view: inviteForm(about.ref, prepared) } : prepared;
});

export const moveMeetingPressed = openForm("Move a meeting", async ({ services }, viewer, about) => {
  const prepared = await prepareMeeting(services.context, viewer, "move-meeting", about);
  return prepared.ok ? { ok: true, view: moveForm(about.ref, prepared.meeting) } : prepared;
});

export const callOffPressed = openForm("Call a meeting off", async ({ services }, viewer, about) => {
  const prepared = await prepareMeeting(services.context, viewer, "call-off-meeting", about);
  return prepared.ok ? { ok: true, view: callOffForm(about.ref, prepared.meeting) } : prepared;
});

export const invitationAnswerPressed = openForm("Answer", async ({ services }, viewer, about) => {
  const prepared = await prepareMeeting(services.context, viewer, "answer-invitation", about);
  return prepared.ok
    ? { ok: true, view: invitationAnswerForm(about.ref, prepared.meeting, about.invitee) }
    : prepared;
});
