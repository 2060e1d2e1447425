import { holdMeeting } from "../casework/hold-meeting.ts";
import { readMoment } from "../casework/moment.ts";
import { prepareAddendum } from "../casework/prepare-addendum.ts";
import { prepareConference, type ConferenceVerb } from "../casework/prepare-conference.ts";
import { raiseAddendum } from "../casework/raise-addendum.ts";
import { receiveReport } from "../casework/receive-report.ts";
import { settleAttendance, type AboutConference } from "../casework/settle-attendance.ts";
import type { Meeting } from "../domain/meetings/meeting.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { participantInWords } from "../slack/meeting-words.ts";
import { saying } from "./act-access.ts";
import { fictional } from "./act-in-case.ts";
import { inMeeting } from "./act-meetings.ts";
import { notThere, type Doing, type Outcome } from "./playing.ts";
import { asTyped } from "./story-instant.ts";
import type { EntryOf } from "./story-schema.ts";

type About = EntryOf<"receive-report"> | EntryOf<"settle-attendance"> | EntryOf<"hold-meeting">;
type Said = { readonly ok: true; readonly said: AboutConference } | Extract<Outcome, { ok: false }>;

/** What the form asks, answered but for what the entry leaves. */
const answersTo = async (
  { context, viewer }: Doing,
  verb: ConferenceVerb,
  about: { readonly ref: TandemRef; readonly meeting: string },
  leaves: readonly string[],
) => {
  const prepared = await prepareConference(context, viewer, verb, about);
  const fields = prepared.ok ? prepared.fields : [];
  const asked = fields.filter(({ field }) => !leaves.includes(field));
  return asked.map(({ field }) => ({ field, text: fictional }));
};

const said = async (doing: Doing, entry: About, ref: TandemRef, meeting: string): Promise<Said> => {
  const now = doing.context.clock.dutyNow();
  const { date, time } = asTyped(entry.happened ?? now);
  const when = readMoment(date, time, now);
  if (!when.ok) return { ok: false, rule: "form", says: when.says, ref };
  const { facts, reason, actingNow = false, leaves, does } = entry;
  const answers = await answersTo(doing, does, { ref, meeting }, leaves);
  const why = reason === undefined ? {} : { reason };
  const { request } = doing;
  return {
    ok: true,
    said: { ref, request, meeting, at: when.at, facts, actingNow, answers: { answers, ...why } },
  };
};

const ofThose = ({ invitees }: Meeting, wanted: readonly string[]): readonly string[] =>
  invitees.filter(({ as }) => wanted.includes(as)).map(({ invitee }) => invitee);

/** Writes down that a report has arrived. */
export const doReport = (doing: Doing, entry: EntryOf<"receive-report">): Promise<Outcome> =>
  inMeeting(doing, entry, async (ref, meeting) => {
    const [invitee] = ofThose(meeting, [entry.as]);
    if (invitee === undefined) return notThere("Nobody was asked to it as that.");
    const read = await said(doing, entry, ref, meeting.meeting);
    if (!read.ok) return read;
    const acted = await receiveReport(doing.context, doing.viewer, { ...read.said, invitee });
    return saying(ref, acted, () => [`the report of ${participantInWords[entry.as]} is there`]);
  });

/** Writes down whether the police come. */
export const doSettle = (doing: Doing, entry: EntryOf<"settle-attendance">): Promise<Outcome> =>
  inMeeting(doing, entry, async (ref, { meeting }) => {
    const read = await said(doing, entry, ref, meeting);
    if (!read.ok) return read;
    const acted = await settleAttendance(doing.context, doing.viewer, read.said);
    return saying(ref, acted, () => [
      entry.facts.attendance === "required" ? "the police come" : "a report of the police is enough",
    ]);
  });

/** Writes down that it was held. */
export const doHold = (doing: Doing, entry: EntryOf<"hold-meeting">): Promise<Outcome> =>
  inMeeting(doing, entry, async (ref, meeting) => {
    const read = await said(doing, entry, ref, meeting.meeting);
    if (!read.ok) return read;
    const acted = await holdMeeting(doing.context, doing.viewer, {
      ...read.said,
      attended: ofThose(meeting, entry.attended),
      others: entry.others.map((as) => ({ name: fictional, as })),
    });
    const there = [...entry.attended, ...entry.others].map((as) => participantInWords[as]);
    return saying(ref, acted, () => [`there were: ${there.join(", ") || "nobody who was asked"}`]);
  });

/** Raises a confidential addendum. */
export const doAddendum = (doing: Doing, entry: EntryOf<"raise-addendum">): Promise<Outcome> =>
  inMeeting(doing, entry, async (ref, { meeting }) => {
    const { context, viewer, request } = doing;
    const prepared = await prepareAddendum(context, viewer, { ref, meeting });
    const fields = prepared.ok ? prepared.fields : [];
    const answers = fields.map(({ field }) => ({ field, text: fictional }));
    const acted = await raiseAddendum(context, viewer, { ref, request, meeting, answers });
    const readers = prepared.ok ? prepared.readers.join(", ") : "";
    return saying(ref, acted, () => [`can be read by: ${readers}`]);
  });
