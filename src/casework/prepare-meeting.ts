import type { Verb } from "../domain/authority/authority-table.ts";
import { openDeadlines } from "../domain/case/case-state.ts";
import { runningRules } from "../domain/deadlines/clock-rules.ts";
import { isConference, meetingIn, type MeetingKind } from "../domain/meetings/meeting.ts";
import type { MeetingShown } from "../domain/meetings/meetings-shown.ts";
import { conditionFacts } from "../domain/protocol/condition.ts";
import { fieldsFor } from "../domain/steps/required.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm, type CaseForForm } from "./case-for-form.ts";
import { nameOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import { openMeetings } from "./see-meetings.ts";
import { shownMeeting } from "./shown-meeting.ts";

type Nothing = Extract<CaseForForm, { ok: false }>;
type Found = Extract<CaseForForm, { ok: true }>;

export type ArrangePrepared = {
  readonly ok: true;
  /** What the protocol asks of a booking. */
  readonly fields: ReturnType<typeof fieldsFor>;
  /** By when a conference is to be held, where the case has a clock for it. */
  readonly due: readonly { readonly rule: string; readonly says: string; readonly dueAt: string }[];
  /** The kind that is asked for and has no time yet. */
  readonly suggested?: MeetingKind;
};

const heldBy = ({ state, world }: Found): ArrangePrepared["due"] => {
  const rules = runningRules(world.protocol).filter(({ metBy }) => metBy.step === "conference-held");
  return openDeadlines(state).flatMap(({ clock, rule, dueAt }) => {
    const says = rules.find(({ id }) => id === clock)?.says;
    return says === undefined ? [] : [{ rule, says, dueAt }];
  });
};

const suggestedIn = ({ state }: Found): MeetingKind | undefined => {
  const asked = state.steps.findLast(({ step }) => step === "conference-requested");
  const isBooked = state.meetings.some(({ kind, stands }) => isConference(kind) && stands === "arranged");
  if (asked === undefined || isBooked || state.learned.conference === undefined) return undefined;
  return `${state.learned.conference}-conference`;
};

/** What the form that gives a meeting its time asks in this case. */
export const prepareArrange = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<ArrangePrepared | Nothing> => {
  const found = await caseForForm(context, viewer, "arrange-meeting", ref);
  if (!found.ok) return found;
  const asked = { step: "conference-booked", agency: viewer.person.agency } as const;
  const suggested = suggestedIn(found);
  return {
    ok: true,
    fields: fieldsFor(found.world.protocol, asked, conditionFacts(found.state)),
    due: heldBy(found),
    ...(suggested === undefined ? {} : { suggested }),
  };
};

export type MeetingPrepared = { readonly ok: true; readonly meeting: MeetingShown };

/** A meeting to come, for somebody who is to do something about it; its names are opened on record. */
export const prepareMeeting = async (
  context: Context,
  viewer: Viewer,
  verb: Verb,
  about: { readonly ref: TandemRef; readonly meeting?: string },
): Promise<MeetingPrepared | Nothing> => {
  const found = await caseForForm(context, viewer, verb, about.ref);
  if (!found.ok) return found;
  const meeting = meetingIn(found.state, about.meeting);
  if (meeting?.stands !== "arranged")
    return {
      ok: false,
      says: "This meeting is held or called off already. Open the case to see how it stands.",
    };
  const bodies = await openMeetings(context, viewer, found.state);
  return {
    ok: true,
    meeting: shownMeeting(meeting, await nameOf(context, meeting.by), { bodies, mails: found.state.mails }),
  };
};
