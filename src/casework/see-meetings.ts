import { compartmentsOf } from "../domain/authority/need-to-know.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import { arrangedMeetings, type Meeting } from "../domain/meetings/meeting.ts";
import { meetingVerbs, type MeetingShown, type MeetingsShown } from "../domain/meetings/meetings-shown.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody, Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import { nameOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";
import { shownMeeting } from "./shown-meeting.ts";

export type MeetingsSeen =
  | { readonly ok: true; readonly shown: MeetingsShown }
  | { readonly ok: false; readonly says: string };

const inOrder = (state: CaseState): readonly Meeting[] => [
  ...arrangedMeetings(state),
  ...state.meetings
    .filter(({ stands }) => stands !== "arranged")
    .toSorted((a, b) => b.startsAt.localeCompare(a.startsAt)),
];

/** What was written about the meetings of a case. The opening is written down first, or nothing is shown. */
export const openMeetings = async (
  context: Context,
  viewer: Viewer,
  state: CaseState,
): Promise<readonly OpenedBody[]> => {
  if (state.meetings.length === 0) return [];
  const compartments = compartmentsOf(state, viewer.person);
  return context.cases.openBodies(viewer, { ref: state.ref, at: context.clock.dutyNow(), compartments });
};

/** The meetings of a case: when, where, who is asked, what they answered, and what this person may do about them. */
export const seeMeetings = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<MeetingsSeen> => {
  const found = await caseForForm(context, viewer, "see-meetings", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const bodies = await openMeetings(context, viewer, state);
  const asked = { area: world.area, state };
  const meetings = await Promise.all(
    inOrder(state).map(async (meeting): Promise<MeetingShown> => {
      const arrangedBy = await nameOf(context, meeting.by);
      return shownMeeting(meeting, arrangedBy, { bodies, mails: state.mails });
    }),
  );
  return {
    ok: true,
    shown: {
      ref,
      areaName: world.area.name,
      asOf: world.now,
      meetings,
      mayArrange: may(context, viewer, { ...asked, verb: "arrange-meeting" }).ok,
      may: meetingVerbs.filter((verb) => may(context, viewer, { ...asked, verb }).ok),
    },
  };
};
