import { holdMeeting } from "../../src/casework/hold-meeting.ts";
import { readMoment } from "../../src/casework/moment.ts";
import { readOthers } from "../../src/casework/read-others.ts";
import { receiveReport } from "../../src/casework/receive-report.ts";
import { settleAttendance, type AboutConference } from "../../src/casework/settle-attendance.ts";
import { conferenceFields } from "../../src/slack/forms/conference-forms.ts";
import { inviteFields } from "../../src/slack/forms/invite-form.ts";
import { momentFields } from "../../src/slack/forms/moment-fields.ts";
import { textIn, ticksIn } from "../answers.ts";
import { factsIn, faultsOf, whatIsSaid } from "./protocol-answers.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

type Read =
  | { readonly ok: true; readonly said: AboutConference }
  | { readonly ok: false; readonly faults: Readonly<Record<string, string>> };

const readIn = (filled: Filled): Read => {
  const { values, ref, request, about: meeting, boundary } = filled;
  const date = textIn(values, momentFields.date) ?? "";
  const time = textIn(values, momentFields.time) ?? "";
  const moment = readMoment(date, time, boundary.services.context.clock.dutyNow());
  if (!moment.ok) return { ok: false, faults: { [moment.field]: moment.says } };
  const said = { ref, request, meeting, at: moment.at, facts: factsIn(filled), ...whatIsSaid(filled) };
  return { ok: true, said };
};

/** Which answers of the form a choice of the protocol stands in. */
const standsIn: Readonly<Record<string, string>> = {
  "attendance required or report enough": inviteFields.fact("attendance"),
  "police attend or not": inviteFields.fact("attendance"),
  "grounds that apply": inviteFields.fact("attendanceGround"),
  "whether a plan is needed": inviteFields.fact("plan"),
  "category of harm": inviteFields.fact("category"),
};

export const reportSubmitted = submitCaseForm({
  title: "A report has arrived",
  firstField: conferenceFields.invitee,
  act: async (filled) => {
    const { values, viewer, boundary } = filled;
    const read = readIn(filled);
    if (!read.ok) return read;
    const invitee = textIn(values, conferenceFields.invitee);
    if (invitee === undefined)
      return { faults: { [conferenceFields.invitee]: "Choose whose report it is." } };
    const acted = await receiveReport(boundary.services.context, viewer, { ...read.said, invitee });
    return faultsOf(filled, acted, standsIn) ?? { acted };
  },
});

export const attendanceSubmitted = submitCaseForm({
  title: "Settle attendance",
  firstField: momentFields.date,
  act: async (filled) => {
    const read = readIn(filled);
    if (!read.ok) return read;
    const acted = await settleAttendance(filled.boundary.services.context, filled.viewer, read.said);
    return faultsOf(filled, acted, standsIn) ?? { acted };
  },
});

export const heldSubmitted = submitCaseForm({
  title: "It was held",
  firstField: conferenceFields.others,
  act: async (filled) => {
    const { values, viewer, boundary } = filled;
    const read = readIn(filled);
    if (!read.ok) return read;
    const came = readOthers(textIn(values, conferenceFields.others));
    if (!came.ok) return { faults: { [conferenceFields.others]: came.says } };
    const attended = ticksIn(values, conferenceFields.attended);
    const holding = { ...read.said, attended, others: came.others };
    const acted = await holdMeeting(boundary.services.context, viewer, holding);
    return faultsOf(filled, acted, standsIn) ?? { acted };
  },
});
