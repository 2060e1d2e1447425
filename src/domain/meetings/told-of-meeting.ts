import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { laneOf } from "../notices/lane.ts";
import type { Address, NoticeModel } from "../notices/notice.ts";
import { addressOf } from "../notices/readers.ts";
import { sameAddress } from "../timers/ladder.ts";
import { whomToRemind } from "../timers/whom-to-remind.ts";
import type { Invitee, Meeting } from "./meeting.ts";

type Made = (invitee?: string) => NoticeModel;

/** Where somebody who is invited reads it in Slack; nowhere for those who are reached in another way. */
export const addressesOf = (
  { reach, person, slot }: Pick<Invitee, "reach" | "person" | "slot">,
  { startsAt }: Pick<Meeting, "startsAt">,
  state: CaseState,
  by: Following,
): readonly Address[] => {
  if (reach !== "slack") return [];
  if (person !== undefined) return by.area.people.filter((one) => one.person === person).flatMap(addressOf);
  return slot === undefined ? [] : whomToRemind({ slot, state, dueAt: startsAt }, by, by.now).to;
};

/** What is sent to some of those who are invited, each by the way in which they are reached. */
export const toInvitees = (
  invitees: readonly Invitee[],
  meeting: Meeting,
  made: Made,
  { state, by, because }: { readonly state: CaseState; readonly by: Following; readonly because: string },
): readonly NoticeAsked[] =>
  invitees.flatMap((invitee) =>
    addressesOf(invitee, meeting, state, by).map((to) => ({
      to,
      lane: laneOf(state),
      model: made(invitee.invitee),
      because: [because],
    })),
  );

/** Whose duties are counted back from a meeting: they hear of its new time although nobody invited them. */
const ownersOf = (meeting: Meeting, state: CaseState, by: Following): readonly Address[] => {
  const rules = runningRules(by.protocol);
  return state.deadlines
    .filter(({ met, anchor }) => met === undefined && anchor?.meeting === meeting.meeting)
    .filter(({ clock, owner }) => rules.some((rule) => rule.id === clock && rule.owner === owner))
    .flatMap(({ owner, dueAt }) => whomToRemind({ slot: owner, state, dueAt }, by, by.now).to);
};

/** Whoever does something knows of it. */
const isDoer = ({ to, model }: NoticeAsked): boolean =>
  "person" in to && "by" in model && to.person === model.by;

/** Everybody who must know that a meeting is at another time, or not at all: told at once, and each once. */
export const toEverybody = (
  meeting: Meeting,
  made: Made,
  about: {
    readonly state: CaseState;
    readonly by: Following;
    readonly because: string;
    readonly told: CaseState;
  },
): readonly NoticeAsked[] => {
  const { state, by, because, told } = about;
  const invitees = toInvitees(meeting.invitees, meeting, made, { state, by, because });
  const owners = ownersOf(meeting, told, by)
    .filter((to) => !invitees.some((one) => sameAddress(one.to, to)))
    .map((to) => ({ to, lane: laneOf(state), model: made(), because: [because] }));
  return [...invitees, ...owners]
    .filter((one) => !isDoer(one))
    .filter((one, at, all) => all.findIndex(({ to }) => sameAddress(to, one.to)) === at);
};

/** Whoever arranged it. */
export const toArranger = (
  { by: arranger }: Meeting,
  model: NoticeModel,
  { state, by, because }: { readonly state: CaseState; readonly by: Following; readonly because: string },
): readonly NoticeAsked[] =>
  by.area.people
    .filter(({ person }) => person === arranger)
    .flatMap(addressOf)
    .map((to) => ({ to, lane: laneOf(state), model, because: [because] }));

/** What every message about a meeting says of it. */
export const about = (
  { meeting, kind }: Pick<Meeting, "meeting" | "kind">,
  state: CaseState,
  doer: string,
  by: Following,
) => ({ ref: state.ref, areaName: by.area.name, by: doer, meeting, what: kind });
