import type { Area } from "../area/area-schema.ts";
import { addressOfHop } from "../notices/addresses.ts";
import { laneOf } from "../notices/lane.ts";
import type { Address } from "../notices/notice.ts";
import { referralPost } from "../notices/referral-post.ts";
import type { RouteChosen, World } from "../routing/choose-route.ts";
import type { CaseState } from "./case-state.ts";
import type { ReferralMade } from "./decide-referral.ts";
import { openToTeams } from "./earlier.ts";
import type { NoticeAsked } from "./issue-notice.ts";

/** What the teams and people of a route are told, each at their hop. */
export const posts = (state: CaseState, world: World, route: RouteChosen): readonly NoticeAsked[] =>
  state.hops.flatMap((hop, index) => {
    const to = addressOfHop(hop, world.area);
    if (to === undefined) return [];
    const lane = laneOf(state);
    return [{ to, lane, model: referralPost(state, index, world), because: route.because }];
  });

/** A post counts only what the whole team may see, and only once: what is kept from somebody later is not counted again. */
export const withEarlier = (post: NoticeAsked, { earlier = [] }: ReferralMade): NoticeAsked => {
  const count = openToTeams(earlier);
  return count === 0 || post.model.kind !== "referral-post"
    ? post
    : { ...post, model: { ...post.model, earlier: count } };
};

/** What the sender is told, and whom to ring. */
export const senderTold = (
  state: CaseState,
  area: Area,
  told: { sentTo: string; telephone: string },
): NoticeAsked => {
  const to: Address = { installation: state.installation, person: state.sender };
  return {
    to,
    lane: "urgent",
    model: {
      kind: "sender-recorded",
      ref: state.ref,
      areaName: area.name,
      sentTo: told.sentTo,
      ring: { says: `Ring the ${told.sentTo}`, telephone: told.telephone },
      urgent: state.urgency === "urgent",
      restricted: state.restricted,
    },
    because: ["the sender is told that it is recorded, and whom to ring"],
  };
};
