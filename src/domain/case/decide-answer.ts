import { accountableFor } from "../notices/accountable.ts";
import { agencyOfSlot } from "../agency.ts";
import { followClocks, type Following } from "../deadlines/follow-clocks.ts";
import { slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import { laneOf } from "../notices/lane.ts";
import type { Notice, NoticeModel } from "../notices/notice.ts";
import { referralPost } from "../notices/referral-post.ts";
import type { Instant } from "../instant.ts";
import type { BodyOf, NewCaseEvent } from "./case-event.ts";
import { openHop, type CaseState, type Hop } from "./case-state.ts";
import { senderAndDuty } from "../timers/sender-side.ts";
import { followTimers } from "../timers/follow-timers.ts";
import { applyEvent } from "./fold.ts";
import { makeNotices, noticeIssued, type NoticeAsked } from "./issue-notice.ts";
import { refuse, type Refused } from "./refusal.ts";
import { toldOfReopening } from "./told-of-reopening.ts";

export type Decision = {
  readonly ok: true;
  readonly state: CaseState;
  readonly events: readonly NewCaseEvent[];
  readonly notices: readonly Notice[];
};

/** The clocks, the edited posts and the notices that follow from what a person just did in a case. */
export const conclude = (
  before: CaseState,
  done: readonly NewCaseEvent[],
  asked: (after: CaseState) => readonly NoticeAsked[],
  by: Following,
): Decision => {
  const decided = [...done, ...followClocks(before, done, by)];
  const timed = decided.reduce<CaseState>(applyEvent, before);
  const events = [...decided, ...followTimers(before, decided, timed, by)];
  const state = events.reduce<CaseState>(applyEvent, before);
  const toTell = [...asked(state), ...toldOfReopening(before, state, by)];
  const notices = makeNotices([...toTell, ...postsOpenAgain(before, state, toTell, by)], state, by);
  return {
    ok: true,
    state,
    notices,
    events: [...events, ...notices.map((notice) => noticeIssued(notice, by.now))],
  };
};

const saysTheSame = (a: NoticeModel, b: NoticeModel): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Every post of the referral that now says something else, edited in place to say how the case stands. */
export const editedPosts = (before: CaseState, state: CaseState, by: Following): readonly NoticeAsked[] =>
  state.posts.flatMap(({ notice, hop, to }): readonly NoticeAsked[] => {
    const model = referralPost(state, hop, by);
    if (saysTheSame(model, referralPost(before, hop, by))) return [];
    const lane = laneOf(state);
    return [{ to, lane, model, edits: notice, because: ["the post shows how the case stands"] }];
  });

/** Whatever opened a case again, its posts say that it is open: those that are not edited for another reason. */
const postsOpenAgain = (
  before: CaseState,
  state: CaseState,
  toTell: readonly NoticeAsked[],
  by: Following,
): readonly NoticeAsked[] =>
  state.reopened === before.reopened
    ? []
    : editedPosts(before, state, by).filter(({ edits }) => !toTell.some((one) => one.edits === edits));

const stillOpen = (state: CaseState, by: Following): string | undefined => {
  const index = openHop(state);
  const hop = index === undefined ? undefined : state.hops[index];
  return hop === undefined ? undefined : slotOfHop(hop, by.area).name;
};

/** The sender, and the team on duty in their place once their shift is over: it stands in for them until somebody has it. */
const senderAnswered = (state: CaseState, hop: Hop, by: Following): readonly NoticeAsked[] => {
  const open = stillOpen(state, by);
  if (hop.had === undefined) return [];
  const model: NoticeModel = {
    kind: "sender-answered",
    ref: state.ref,
    had: hop.had,
    team: slotOfHop(hop, by.area).name,
    callBack: telephoneOfHop(hop, by.area),
    ...(open === undefined ? {} : { stillOpen: open }),
  };
  const because = ["the sender is told who has it, with a number to call back"];
  return senderAndDuty(agencyOfSlot(hop.slot), state, by).map(({ to }) => ({
    to,
    lane: "urgent",
    model,
    because,
  }));
};

/** Who had left it with nobody hears that a named person has it now. */
const accountableReleased = (
  before: CaseState,
  after: CaseState,
  hop: Hop,
  by: Following,
): readonly NoticeAsked[] => {
  const agency = agencyOfSlot(hop.slot);
  const isOver = !after.accountable.some((one) => one.agency === agency);
  if (hop.had === undefined || !isOver) return [];
  const model: NoticeModel = {
    kind: "accountable-no-more",
    ref: after.ref,
    team: slotOfHop(hop, by.area).name,
    had: hop.had,
  };
  const because = ["a named person has it, so whoever left it with nobody is accountable no more"];
  return accountableFor(agency, before, by.area).map((to) => ({ to, lane: "normal", model, because }));
};

const afterAnswer =
  (before: CaseState, index: number, by: Following) =>
  (after: CaseState): readonly NoticeAsked[] => {
    const hop = after.hops[index];
    return hop === undefined
      ? []
      : [
          ...editedPosts(before, after, by),
          ...senderAnswered(after, hop, by),
          ...accountableReleased(before, after, hop, by),
        ];
  };

export type Answering = { readonly hop: number; readonly by: string; readonly at: Instant };

const alreadyHad = (state: CaseState, hop: number): Refused | undefined => {
  const found = state.hops[hop];
  if (found === undefined) return refuse("not-this-way", "This referral did not go that way.");
  return found.had === undefined ? undefined : refuse("already-had", "Somebody already has this.");
};

/** A named person deals with it. Not a threshold decision, and not the discussion that S2-11 asks for. */
export const decidePickUp = (state: CaseState, answering: Answering, by: Following): Decision | Refused => {
  const refusal = alreadyHad(state, answering.hop);
  if (refusal !== undefined) return refusal;
  const slot = state.hops[answering.hop]?.slot ?? "";
  const pickedUp: NewCaseEvent = {
    type: "PickedUp",
    version: 1,
    header: {
      by: answering.by,
      at: answering.at,
      enteredAt: by.now,
      agency: agencyOfSlot(slot),
      hop: answering.hop,
      because: [`a named person of the ${slot} deals with it`],
    },
  };
  return conclude(state, [pickedUp], afterAnswer(state, answering.hop, by), by);
};

const saysWho = ({ toWhom, staffNumber }: BodyOf<"ToldByTelephone">): boolean =>
  `${toWhom}${staffNumber ?? ""}`.trim() !== "";

const notYetTold = (
  told: Answering & { readonly details: BodyOf<"ToldByTelephone"> },
  by: Following,
): Refused | undefined => {
  if (!saysWho(told.details))
    return refuse("unnamed", "Say who took it: a name, or a staff or collar number.");
  return told.at > by.now ? refuse("in-the-future", "The time of the call is in the future.") : undefined;
};

/** Somebody was told by telephone, which satisfies any hop once it says to whom and when. */
export const decideToldByTelephone = (
  state: CaseState,
  told: Answering & { readonly details: BodyOf<"ToldByTelephone"> },
  by: Following,
): Decision | Refused => {
  const refusal = alreadyHad(state, told.hop) ?? notYetTold(told, by);
  if (refusal !== undefined) return refusal;
  const event: NewCaseEvent = {
    type: "ToldByTelephone",
    version: 1,
    header: {
      by: told.by,
      at: told.at,
      enteredAt: by.now,
      agency: agencyOfSlot(state.hops[told.hop]?.slot ?? ""),
      hop: told.hop,
      namedOfficer: true,
    },
    sealed: { compartment: "shared", body: told.details },
  };
  return conclude(state, [event], afterAnswer(state, told.hop, by), by);
};
