import { agencyOfSlot } from "../agency.ts";
import { openAt } from "../calendar/opening-hours.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { addressOfHop, hopToRing, slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import { referralPost } from "../notices/referral-post.ts";
import { laneOf } from "../notices/lane.ts";
import type { NoticeModel } from "../notices/notice.ts";
import type { NewCaseEvent } from "./case-event.ts";
import { askersOf } from "./concerns.ts";
import type { CaseState, Hop } from "./case-state.ts";
import { conclude, editedPosts, type Decision } from "./decide-answer.ts";
import type { NoticeAsked } from "./issue-notice.ts";
import { refuse, type Refused } from "./refusal.ts";

export type HandingBack = {
  readonly hop: number;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
};

type HandedBackModel = Extract<NoticeModel, { kind: "handed-back" }>;

const isClosedNow = (hop: Hop, by: Following): boolean => {
  const slot = slotOfHop(hop, by.area);
  return slot.kind === "team" && !openAt(slot.hours, by.calendar, by.now).open;
};

/**
 * Whom to ring: the team or person of the hop. Where that desk is closed now, or must not know of a case that is for named
 * people alone, the last resort of its ladder.
 */
export const ringNow = (hop: Hop, state: CaseState, by: Following): HandedBackModel["ring"] => {
  const { area } = by;
  const slot = slotOfHop(hop, area);
  const lastResort = area.ladders[agencyOfSlot(hop.slot)]?.lastResort;
  const isNoUse = isClosedNow(hop, by) || (state.restricted && slot.kind === "team");
  if (isNoUse && lastResort !== undefined) return { says: lastResort.says, telephone: lastResort.telephone };
  return { says: `Ring the ${slot.name}`, telephone: telephoneOfHop(hopToRing(hop, state, area), area) };
};

/** Whoever sent it hears that nobody has it any more, and whom to ring. */
export const senderTold = (hop: Hop, state: CaseState, by: Following): readonly NoticeAsked[] =>
  askersOf(agencyOfSlot(hop.slot), state).map(({ installation, person }) => ({
    to: { installation, person },
    lane: "urgent",
    model: {
      kind: "handed-back",
      ref: state.ref,
      areaName: by.area.name,
      team: slotOfHop(hop, by.area).name,
      at: by.now,
      ring: ringNow(hop, state, by),
    },
    because: ["it was handed back, so the sender is told that nobody has it and whom to ring"],
  }));

/** A new post for every hop that is open again, unless nobody sits there now: an edit of the old one rings no bell. */
const freshPosts = (before: CaseState, after: CaseState, by: Following): readonly NoticeAsked[] =>
  after.hops.flatMap((hop, index): readonly NoticeAsked[] => {
    const isReopened = hop.had === undefined && before.hops[index]?.had !== undefined;
    const to = isReopened && !isClosedNow(hop, by) ? addressOfHop(hop, by.area) : undefined;
    if (to === undefined) return [];
    const lane = laneOf(after);
    const model = referralPost(after, index, by);
    return [{ to, lane, model, because: ["it was handed back, and nobody has it now"] }];
  });

const toldOfIt =
  (before: CaseState, index: number, by: Following) =>
  (after: CaseState): readonly NoticeAsked[] => {
    const hop = after.hops[index];
    const sender = hop === undefined ? [] : senderTold(hop, after, by);
    return [...editedPosts(before, after, by), ...freshPosts(before, after, by), ...sender];
  };

/**
 * Whoever has a referral hands it back, with a reason: the hop is open again, the posts say so, the ladder starts again,
 * its desk gets a new post, and the sender is told that nobody has it now and whom to ring.
 */
export const decideHandBack = (state: CaseState, handing: HandingBack, by: Following): Decision | Refused => {
  const hop = state.hops[handing.hop];
  if (hop === undefined) return refuse("not-this-way", "This referral did not go that way.");
  if (hop.had === undefined) return refuse("not-had", "Nobody has this, so there is nothing to hand back.");
  if (handing.reason.trim() === "") return refuse("no-reason", "Say why it is handed back.");
  const event: NewCaseEvent = {
    type: "HandedBack",
    version: 1,
    header: {
      by: handing.by,
      at: handing.at,
      enteredAt: by.now,
      agency: agencyOfSlot(hop.slot),
      hop: handing.hop,
    },
    sealed: { compartment: "shared", body: { reason: handing.reason } },
  };
  return conclude(state, [event], toldOfIt(state, handing.hop, by), by);
};
