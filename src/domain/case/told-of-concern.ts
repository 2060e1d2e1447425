import { otherAgency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { mayKnowOf } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { addressOfHop, slotOfHop } from "../notices/addresses.ts";
import { gapAlarms } from "../notices/gap-alarm.ts";
import { laneOf } from "../notices/lane.ts";
import type { Address } from "../notices/notice.ts";
import { addressOf } from "../notices/readers.ts";
import { referralPost } from "../notices/referral-post.ts";
import { sameAddress } from "../timers/ladder.ts";
import { workerOf } from "../timers/on-duty.ts";
import { isOnShift } from "../timers/shift.ts";
import type { CaseState, Concern } from "./case-state.ts";
import type { ConcernDecided, ConcernSaid } from "./decide-concern.ts";
import { ringNow } from "./decide-hand-back.ts";
import type { NoticeAsked } from "./issue-notice.ts";
import { openHopsOnDuty } from "./legs.ts";

type At = { readonly to: Address; readonly hop: number };

const hopsOf = ({ to }: Concern, state: CaseState): readonly number[] => openHopsOnDuty(to, state);

/** The desk or the person on call of each hop. Of a case for named people alone no desk is told. */
const onRoute = (concern: Concern, state: CaseState, by: Following): readonly At[] =>
  hopsOf(concern, state).flatMap((index) => {
    const hop = state.hops[index];
    const to = hop === undefined ? undefined : addressOfHop(hop, by.area);
    return to === undefined || (state.restricted && "channel" in to) ? [] : [{ to, hop: index }];
  });

const isAllocated = ({ person, agency }: AreaPerson, { named }: CaseState): boolean =>
  named.some(
    (one) =>
      one.person === person &&
      one.agency === agency &&
      (one.as === "social-worker" || one.as === "officer-in-the-case"),
  );

/** Whoever has the case in the agency that is asked and is on shift; of a restricted one everybody there who may know. */
const directly = (concern: Concern, before: CaseState, state: CaseState, by: Following): readonly At[] => {
  const [hop] = hopsOf(concern, state);
  if (hop === undefined) return [];
  const worker = workerOf(concern.to, before, by);
  const isTold = (one: AreaPerson): boolean =>
    state.restricted || ((one.person === worker || isAllocated(one, state)) && isOnShift(by, one, by.now));
  return by.area.people
    .filter((one) => one.agency === concern.to && mayKnowOf(state, one) && isTold(one))
    .flatMap(addressOf)
    .map((to) => ({ to, hop }));
};

const isRaiser = ({ to }: At, { by }: ConcernSaid): boolean => "person" in to && to.person === by;

const posts = (
  before: CaseState,
  state: CaseState,
  said: ConcernSaid,
  by: Following,
): readonly NoticeAsked[] => {
  const latest = state.concerns.slice(before.concerns.length);
  const all = latest.flatMap((one) => [...onRoute(one, state, by), ...directly(one, before, state, by)]);
  const once = all.filter(
    (one, index) =>
      !isRaiser(one, said) && !all.slice(0, index).some((earlier) => sameAddress(earlier.to, one.to)),
  );
  const because = ["new or increased harm is to be taken by a named person, as a referral is"];
  return once.map(({ to, hop }) => ({
    to,
    lane: laneOf(state),
    model: referralPost(state, hop, by),
    because,
  }));
};

const raiserTold = (state: CaseState, said: ConcernSaid, by: Following): readonly NoticeAsked[] => {
  const asked = state.concerns.at(-1)?.to ?? otherAgency(said.agency);
  const hop = state.hops[openHopsOnDuty(asked, state)[0] ?? -1];
  if (hop === undefined) return [];
  const team = slotOfHop(hop, by.area).name;
  const isKept = state.restricted && hop.person === undefined;
  return [
    {
      to: { installation: said.installation, person: said.by },
      lane: "urgent",
      model: {
        kind: "sender-recorded",
        ref: state.ref,
        areaName: by.area.name,
        sentTo: isKept ? "people named in the case" : team,
        ring: ringNow(hop, state, by),
        urgent: state.urgency === "urgent",
        restricted: state.restricted,
        newConcern: true,
      },
      because: ["whoever raised it is told that it is recorded, and whom to ring"],
    },
  ];
};

/**
 * Everybody who hears of a new concern at once: the route's desks and people on call, whoever has the case there and is on
 * shift, and whoever raised it, with whom to ring.
 */
export const toldOfConcern =
  (before: CaseState, said: ConcernSaid, { route }: ConcernDecided, by: Following) =>
  (state: CaseState): readonly NoticeAsked[] => [
    ...posts(before, state, said, by),
    // What a rota has no entry for would say something of whom a case for named people alone passes around.
    ...(state.restricted ? [] : gapAlarms(by.area, route.gaps)),
    ...raiserTold(state, said, by),
  ];
