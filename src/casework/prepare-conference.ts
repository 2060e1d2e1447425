import type { Verb } from "../domain/authority/authority-table.ts";
import { agencySchema, type Agency } from "../domain/agency.ts";
import { attendanceGrounds, type KnownGround } from "../domain/meetings/attendance-grounds.ts";
import { conferenceOf, meetingIn, type Meeting } from "../domain/meetings/meeting.ts";
import type { MeetingShown } from "../domain/meetings/meetings-shown.ts";
import { askedFor, type StepAskedFor } from "../domain/steps/asked-for.ts";
import type { LearnedFact } from "../domain/steps/learned-facts.ts";
import type { RecordableStep } from "../domain/steps/recordable-step.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm, type CaseForForm } from "./case-for-form.ts";
import { nameOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import { nowInForms } from "./moment.ts";
import { openMeetings } from "./see-meetings.ts";
import { shownMeeting } from "./shown-meeting.ts";

type Nothing = Extract<CaseForForm, { ok: false }>;
type Found = Extract<CaseForForm, { ok: true }>;

export type ConferencePrepared = {
  readonly ok: true;
  readonly meeting: MeetingShown;
  /** What the protocol depends on, as closed questions. */
  readonly facts: readonly LearnedFact[];
  /** The grounds for the police to come that the case itself shows. */
  readonly grounds: readonly KnownGround[];
  /** What it asks for in words. */
  readonly fields: StepAskedFor["fields"];
  readonly now: { readonly date: string; readonly time: string };
};

export type ConferenceVerb = Extract<Verb, "receive-report" | "settle-attendance" | "hold-meeting">;

const stepOf = (verb: ConferenceVerb, { kind }: Meeting): RecordableStep => {
  if (verb === "receive-report") return "report-received";
  if (verb === "settle-attendance") return "attendance-settled";
  return kind === "core-group" ? "core-group-held" : "conference-held";
};

/** A report is a step of the agency whose it is, whoever writes it down; everything else is that of whoever does. */
const agenciesOf = (verb: ConferenceVerb, { invitees }: Meeting, viewer: Viewer): readonly Agency[] => {
  if (verb !== "receive-report") return [viewer.person.agency];
  const asked = invitees.map(({ as }) => agencySchema.safeParse(as));
  return [...new Set(asked.flatMap((read) => (read.success ? [read.data] : [])))];
};

const askedIn = (verb: ConferenceVerb, meeting: Meeting, { state, world }: Found, viewer: Viewer) => {
  const conference = conferenceOf(meeting.kind);
  const learned = conference === undefined ? state.learned : { ...state.learned, conference };
  const asked = agenciesOf(verb, meeting, viewer).map((agency) =>
    askedFor(stepOf(verb, meeting), agency, { ...state, learned }, world.protocol),
  );
  const fields = asked.flatMap((one) => one.fields);
  const facts = [...new Set(asked.flatMap((one) => one.facts.map(({ fact }) => fact)))];
  return {
    facts: facts.filter((fact) => fact !== "conference"),
    fields: fields.filter(({ field }, at) => fields.findIndex((one) => one.field === field) === at),
    grounds: facts.includes("attendanceGround") ? attendanceGrounds(state) : [],
  };
};

/** What a form about a conference asks: its report has arrived, whether the police come is settled, it was held. */
export const prepareConference = async (
  context: Context,
  viewer: Viewer,
  verb: ConferenceVerb,
  about: { readonly ref: TandemRef; readonly meeting?: string },
): Promise<ConferencePrepared | Nothing> => {
  const found = await caseForForm(context, viewer, verb, about.ref);
  if (!found.ok) return found;
  const meeting = meetingIn(found.state, about.meeting);
  if (meeting?.stands !== "arranged")
    return { ok: false, says: "It was held already, or is called off. Open the case to see how it stands." };
  const bodies = await openMeetings(context, viewer, found.state);
  return {
    ok: true,
    meeting: shownMeeting(meeting, await nameOf(context, meeting.by), { bodies, mails: found.state.mails }),
    now: nowInForms(found.world.now),
    ...askedIn(verb, meeting, found, viewer),
  };
};
