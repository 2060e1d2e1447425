import { isExcluded } from "../authority/need-to-know.ts";
import type { Agency } from "../agency.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { followClocks, setDeadline, type Following } from "../deadlines/follow-clocks.ts";
import { slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import type { Notice } from "../notices/notice.ts";
import { gapAlarms } from "../notices/gap-alarm.ts";
import { conditionFacts } from "../protocol/condition.ts";
import { chooseRoute, type RouteChosen } from "../routing/choose-route.ts";
import type { SlackIdentity } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";
import { followTimers } from "../timers/follow-timers.ts";
import type { BodyOf, NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { setTimer } from "../timers/set-timer.ts";
import { earlierFound, lookAgain, toldOfLater, type EarlierLooked } from "./earlier.ts";
import type { ReferralFacts } from "./facts.ts";
import type { FormTaken } from "./judge-form.ts";
import { foldCase } from "./fold.ts";
import { makeNotice, noticeIssued } from "./issue-notice.ts";
import { posts, senderTold, withEarlier } from "./referral-notices.ts";
import { assessUrgency } from "./urgency.ts";

export type ReferralMade = {
  readonly ref: string;
  readonly submission: string;
  readonly sender: { readonly person: string; readonly installation: string };
  readonly from: Agency;
  readonly to: Agency;
  readonly facts: ReferralFacts;
  readonly learnedAt?: Instant;
  readonly incomplete: boolean;
  readonly excluded: readonly SlackIdentity[];
  readonly details: BodyOf<"ReferralRecorded">;
  /** Earlier referrals that may be about the same child. */
  readonly earlier?: EarlierLooked;
  /** What the protocol made of its answers. */
  readonly judged?: Omit<FormTaken, "ok">;
};

export type ReferralDeciding = Following & {
  readonly areaHash: string;
  readonly protocolHash: string;
  readonly mayTell: (person: string) => boolean;
};

export type ReferralDecided = {
  readonly state: CaseState;
  readonly events: readonly NewCaseEvent[];
  readonly notices: readonly Notice[];
  readonly sentTo: string;
  readonly telephone: string;
};

/** Nobody learned of it after they wrote it down: a time still to come would move every deadline away. */
const learned = ({ learnedAt }: ReferralMade, now: Instant): Instant =>
  learnedAt === undefined || learnedAt > now ? now : learnedAt;

const madeIn = ({ ref, submission, sender }: ReferralMade, by: ReferralDeciding) => ({
  ref,
  area: by.area.area,
  areaHash: by.areaHash,
  protocolHash: by.protocolHash,
  submission,
  installation: sender.installation,
});

const leftOut = ({ judged: { missing, overrides } = { missing: [], overrides: [] } }: ReferralMade) => ({
  ...(missing.length === 0 ? {} : { missing }),
  ...(overrides.length === 0 ? {} : { overrides }),
});

const recorded = (
  made: ReferralMade,
  assessed: ReturnType<typeof assessUrgency>,
  route: RouteChosen,
  by: ReferralDeciding,
): NewCaseEvent => ({
  type: "ReferralRecorded",
  version: 1,
  header: {
    by: made.sender.person,
    at: learned(made, by.now),
    enteredAt: by.now,
    ...madeIn(made, by),
    from: made.from,
    to: made.to,
    learnedStated: made.learnedAt !== undefined,
    facts: made.facts,
    urgency: assessed.urgency,
    urgencyReason: assessed.reason,
    because: assessed.because,
    incomplete: made.incomplete,
    ...leftOut(made),
    restricted: route.restricted,
    excluded: made.excluded,
  },
  sealed: { compartment: "shared", body: made.details },
});

const routeTaken = (route: RouteChosen, now: Instant): NewCaseEvent => ({
  type: "RouteTaken",
  version: 1,
  header: {
    by: "tandem",
    at: now,
    enteredAt: now,
    to: route.to,
    rule: route.rule,
    restricted: route.restricted,
    hops: route.hops,
    because: route.because,
  },
});

const routeTasks = (route: RouteChosen, state: CaseState, by: Following): readonly NewCaseEvent[] =>
  runningRules(by.protocol)
    .filter(({ id }) => route.tasks.includes(id))
    .map((rule) => setDeadline(rule, { startedAt: by.now }, state, by));

const folded = (events: readonly NewCaseEvent[]): CaseState => {
  const state = foldCase(events);
  if (state === undefined) throw new Error("a referral opens a case");
  return state;
};

/**
 * What follows from a referral: it is recorded, one route is taken by the recipient's hours now (S2-14 to S2-17, S1-12),
 * the protocol's clocks start from when it was learned, and notices go to the team on duty, to anyone on call, to the
 * sender, and to the operators when a rota has a hole.
 */
export const decideReferral = (made: ReferralMade, by: ReferralDeciding): ReferralDecided => {
  const assessed = assessUrgency(made.facts, made.incomplete);
  const { from, facts: stated, incomplete, earlier = [] } = made;
  const known = conditionFacts({ from, facts: stated, urgency: assessed.urgency, incomplete });
  const isKeptFrom = (person: string): boolean =>
    by.area.people.some((one) => one.person === person && isExcluded(one.identities, made.excluded));
  const route = chooseRoute(by, { from: made.from, facts: known, mayTell: by.mayTell, isKeptFrom }, by.now);
  const facts = [
    recorded(made, assessed, route, by),
    routeTaken(route, by.now),
    ...earlierFound(earlier, by.now),
    ...(earlier === "not looked" ? [setTimer(lookAgain(0, by.now), by)] : []),
  ];
  const routed = folded(facts);
  const clocks = [...followClocks(undefined, facts, by), ...routeTasks(route, routed, by)];
  const timers = followTimers(undefined, [...facts, ...clocks], folded([...facts, ...clocks]), by);
  const state = folded([...facts, ...clocks, ...timers]);
  const [hop] = state.hops;
  if (hop === undefined) throw new Error(`${route.rule} has no hops`);
  const told = { sentTo: slotOfHop(hop, by.area).name, telephone: telephoneOfHop(hop, by.area) };
  const notices = [
    ...posts(state, by, route).map((post) => withEarlier(post, made)),
    ...gapAlarms(by.area, route.gaps),
    ...toldOfLater(earlier, state, by),
    senderTold(state, by.area, told),
  ].map((notice) => makeNotice(notice, by.nextId));
  const events = [...facts, ...clocks, ...timers, ...notices.map((notice) => noticeIssued(notice, by.now))];
  return { state, events, notices, ...told };
};
