import { accountableFor } from "../notices/accountable.ts";
import { managersOfTeam } from "../area/managers.ts";
import { agencySchema, type Agency } from "../agency.ts";
import { applyEvent } from "../case/fold.ts";
import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Timer } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { putToTeam } from "../case/put-to-team.ts";
import { openHopsOnDuty } from "../case/legs.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { addressOfHop, slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import { laneOf } from "../notices/lane.ts";
import type { ReferralPost } from "../notices/notice.ts";
import { gapAlarms } from "../notices/gap-alarm.ts";
import { referralPost } from "../notices/referral-post.ts";
import type { RouteChosen } from "../routing/choose-route.ts";
import { handedBackAtOnce, isWithDuty, nextChangeover, routeNow } from "./changeover.ts";
import { skip, type Due } from "./due.ts";
import { senderAndDuty } from "./sender-side.ts";
import { minutesWaiting, openHopOf, sameAddress } from "./ladder.ts";
import { mayBeTold } from "./on-duty.ts";

type Changing = {
  /** Handed back to a desk that is closed: its hours have not changed just now. */
  readonly isHandedBack: boolean;
  readonly agency: Agency;
  /** The team that goes off duty, by its hop. */
  readonly left: number;
  /** The team that comes on duty, by its hop. */
  readonly entered: number;
  readonly state: CaseState;
  readonly by: Following;
};

type Putting = { readonly agency: Agency; readonly route: RouteChosen; readonly left: number };

const putToDuty = ({ agency, route, left }: Putting, state: CaseState, by: Following): NewCaseEvent => {
  const accountable = managersOfTeam(state.hops[left]?.slot ?? "", by.area)
    .map(({ person }) => person)
    .filter((person) => mayBeTold(state, by, person));
  const because = ["nobody has it, and another team is on duty now", ...route.because];
  return putToTeam({ agency, route, hops: route.hops, accountable, because }, state, by);
};

type Also = NonNullable<ReferralPost["also"]>;

const post = (index: number, also: Also, { state, by }: Changing): readonly NoticeAsked[] => {
  const hop = state.hops[index];
  const to = hop === undefined ? undefined : addressOfHop(hop, by.area);
  if (to === undefined) return [];
  const model = { ...referralPost(state, index, by), also };
  return [{ to, lane: laneOf(state), model, because: ["nobody has it, and the team on duty changes"] }];
};

const teamAt = (index: number, { state, by }: Changing) => {
  const hop = state.hops[index];
  if (hop === undefined) throw new Error("a changeover is between two hops");
  return { team: slotOfHop(hop, by.area).name, telephone: telephoneOfHop(hop, by.area) };
};

/** Everybody who is told to take it; with an urgent one the team that goes off duty hears it once more too. */
const posts = (changing: Changing): readonly NoticeAsked[] => {
  const { agency, left, entered, state, by } = changing;
  const put = changing.isHandedBack ? "back to you" : "to you";
  const since: Also = { put, at: by.now, ...teamAt(left, changing) };
  const onwards: Also = { put: "to others", at: by.now, ...teamAt(entered, changing) };
  const told = openHopsOnDuty(agency, state).flatMap((index) => post(index, since, changing));
  return state.urgency === "urgent" ? [...told, ...post(left, onwards, changing)] : told;
};

const accountableTold = (changing: Changing): readonly NoticeAsked[] => {
  const { agency, left, entered, state, by } = changing;
  const model = {
    kind: "still-accountable",
    ref: state.ref,
    areaName: by.area.name,
    minutes: minutesWaiting(agency, state, by.now),
    offDuty: teamAt(left, changing).team,
    ...(changing.isHandedBack ? { isHandedBack: true } : {}),
    ...teamAt(entered, changing),
  } as const;
  const because = ["who leaves it with nobody stays accountable until a named person has it"];
  return accountableFor(agency, state, by.area).map((to) => ({ to, lane: laneOf(state), model, because }));
};

const senderTold = (changing: Changing): readonly NoticeAsked[] => {
  const { agency, left, entered, state, by } = changing;
  const model = {
    kind: "sender-waiting",
    ref: state.ref,
    areaName: by.area.name,
    minutes: minutesWaiting(agency, state, by.now),
    offDuty: teamAt(left, changing).team,
    ...teamAt(entered, changing),
  } as const;
  const because = ["the sender is told who is on duty now, and that nobody has it yet"];
  return senderAndDuty(agency, state, by).map(({ to, ...why }) => ({
    to,
    lane: laneOf(state),
    model: { ...model, ...why },
    because,
  }));
};

/** Nobody is told the same twice. */
const onceEach = (asked: readonly NoticeAsked[]): readonly NoticeAsked[] =>
  asked.filter(
    ({ to, model }, index) =>
      !asked.slice(0, index).some((one) => one.model.kind === model.kind && sameAddress(one.to, to)),
  );

const change = (timer: Timer, before: CaseState, route: RouteChosen, by: Following): Due => {
  const agency = agencySchema.parse(timer.subject);
  const left = openHopsOnDuty(agency, before)[0] ?? openHopOf(agency, before) ?? 0;
  const event = putToDuty({ agency, route, left }, before, by);
  const state = applyEvent(before, event);
  const entered = openHopsOnDuty(agency, state)[0] ?? left;
  const isHandedBack = timer.step === handedBackAtOnce;
  const changing: Changing = { isHandedBack, agency, left, entered, state, by };
  const notices = [
    ...posts(changing),
    ...accountableTold(changing),
    // Of what was handed back the sender has just heard, with whom to ring.
    ...(isHandedBack ? [] : senderTold(changing)),
    ...gapAlarms(by.area, route.gaps),
  ];
  return {
    outcome: "told",
    because: "nobody has it, and another team is on duty now",
    events: [event],
    notices: onceEach(notices),
    next: nextChangeover(agency, state, by),
  };
};

/**
 * The team on duty changes. What nobody of an agency has is put to the team that comes on duty as well; it keeps its place
 * on the ladder and the time it has waited, and whoever manages the team that goes stays accountable.
 */
export const changeoverDue = (timer: Timer, state: CaseState, by: Following): Due => {
  const agency = agencySchema.parse(timer.subject);
  if (openHopOf(agency, state) === undefined) return skip("somebody has it");
  const route = routeNow(agency, state, by);
  if (route === undefined) return skip("the protocol has no other team for it");
  if (isWithDuty(agency, state, route))
    return skip("it is with the team on duty", nextChangeover(agency, state, by));
  return change(timer, state, route, by);
};
