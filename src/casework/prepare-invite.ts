import { attendanceGrounds, type KnownGround } from "../domain/meetings/attendance-grounds.ts";
import { impliedAnswers } from "../domain/meetings/implied-answers.ts";
import { conferenceOf, meetingIn, type Meeting } from "../domain/meetings/meeting.ts";
import { suggestedInvitees, type Suggested } from "../domain/meetings/suggested-invitees.ts";
import { conditionFacts } from "../domain/protocol/condition.ts";
import { factsInRules } from "../domain/steps/asked-for.ts";
import { fieldsFor } from "../domain/steps/required.ts";
import type { LearnedFact } from "../domain/steps/learned-facts.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm, type CaseForForm } from "./case-for-form.ts";
import { byName } from "./prepare-named.ts";
import type { Context } from "./context.ts";

type Nothing = Extract<CaseForForm, { ok: false }>;
type Found = Extract<CaseForForm, { ok: true }>;
type AboutMeeting = { readonly ref: TandemRef; readonly meeting?: string };

export type InvitePrepared = {
  readonly ok: true;
  readonly meeting: Pick<Meeting, "meeting" | "kind" | "startsAt">;
  readonly suggested: readonly Suggested[];
  /** Who can chair it. */
  readonly chairs: ReturnType<typeof byName>;
  /** What the protocol depends on, as closed questions. */
  readonly facts: readonly LearnedFact[];
  readonly grounds: readonly KnownGround[];
  /** What it asks for in words. */
  readonly fields: ReturnType<typeof fieldsFor>;
};

const step = "invitation-sent";

const chairsIn = ({ world }: Found) =>
  byName(
    world.area.people.filter(({ roles }) =>
      roles.some((one) => one === "conference-chair" || one === "manager"),
    ),
  );

/** What the protocol asks of invitations to this kind of meeting; nothing where it is no conference. */
const askedOf = (meeting: Meeting, { state, world }: Found, viewer: Viewer) => {
  const conference = conferenceOf(meeting.kind);
  if (conference === undefined) return { facts: [], fields: [], grounds: [] };
  const { agency } = viewer.person;
  const { protocol } = world;
  const implied = impliedAnswers({ meeting, facts: { attendance: "required" }, brings: [] }, state, world);
  const facts = { ...conditionFacts(state), conference };
  const asked = factsInRules(protocol, step, { conference }).filter((fact) => fact !== "conference");
  return {
    facts: asked,
    grounds: asked.includes("attendanceGround") ? attendanceGrounds(state) : [],
    fields: fieldsFor(protocol, { step, agency }, facts).filter(
      ({ field }) => !implied.some((one) => one.field === field),
    ),
  };
};

/** What the form by which people are asked to a meeting shows: whom one is likely to ask, and what the protocol wants. */
export const prepareInvite = async (
  context: Context,
  viewer: Viewer,
  { ref, meeting: id }: AboutMeeting,
): Promise<InvitePrepared | Nothing> => {
  const found = await caseForForm(context, viewer, "invite-people", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const meeting = meetingIn(state, id);
  if (meeting?.stands !== "arranged")
    return {
      ok: false,
      says: "This meeting is held or called off already. Open the case to see how it stands.",
    };
  const inviter = viewer.person.person;
  return {
    ok: true,
    meeting,
    suggested: suggestedInvitees({ meeting, state, by: world, inviter }),
    chairs: chairsIn(found),
    ...askedOf(meeting, found, viewer),
  };
};
