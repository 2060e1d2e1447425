import { agencyOfSlot, otherAgency, type Agency } from "../agency.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { setDeadline, type Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { conditionFacts } from "../protocol/condition.ts";
import { chooseRoute, type RouteChosen } from "../routing/choose-route.ts";
import type { LearnedFacts } from "../steps/learned-facts.ts";
import { mayBeTold } from "../timers/on-duty.ts";
import type { HeaderOf, NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { broughtBy, type ConcernFacts, type ReferralFacts, type YesNoNotKnown } from "./facts.ts";
import { applyEvent } from "./fold.ts";
import { putToTeam } from "./put-to-team.ts";
import { assessUrgency } from "./urgency.ts";

/** What somebody says of new or increased harm; what is left out is not known to them. */
export type ConcernSaid = {
  readonly by: string;
  readonly installation: string;
  readonly agency: Agency;
  readonly at: Instant;
  readonly facts: { readonly [F in keyof ConcernFacts]?: ConcernFacts[F] };
};

/** An update with new or increased harm, or of which nobody knows, counts as a referral does; no other message does (S1-5). */
export const bringsHarm = ({ message, newHarm }: LearnedFacts): boolean =>
  message === "update" && newHarm !== undefined && newHarm !== "no";

type Crime = ReferralFacts["crime"];

const gravest: readonly Crime[] = ["yes", "possible", "not-known", "no"];

/** What was grave stays grave until somebody says otherwise, with a reason. */
const graver = <T extends Crime>(before: T, said: T | undefined): T =>
  said === undefined || gravest.indexOf(before) < gravest.indexOf(said) ? before : said;

const factsFrom = (before: ReferralFacts, said: ConcernSaid["facts"]): ConcernFacts => ({
  // Whether there is immediate risk is a new question each time: an old "no" says nothing of what has come up since.
  immediateRisk: graver<YesNoNotKnown>(before.immediateRisk, said.immediateRisk ?? "not-known"),
  crime: graver(before.crime, said.crime),
  suspect: [...new Set([...before.suspect, ...(said.suspect ?? [])])],
  childWithPersonAlleged: graver(before.childWithPersonAlleged, said.childWithPersonAlleged),
  underPoliceProtection: graver(before.underPoliceProtection, said.underPoliceProtection),
  sourceKind: broughtBy(before.sourceKind, said.sourceKind),
});

const urgencyFrom = (state: CaseState, facts: ConcernFacts) => {
  const assessed = assessUrgency({ ...state.facts, ...facts });
  if (assessed.urgency === "urgent") return assessed;
  return {
    urgency: state.urgency,
    reason: state.urgencyReason,
    because: ["the case is as urgent as it was"],
  };
};

const routeFor = (
  state: CaseState,
  { agency }: ConcernSaid,
  facts: ConcernFacts,
  by: Following,
): RouteChosen => {
  const known = { ...conditionFacts({ ...state, facts: { ...state.facts, ...facts } }), sender: agency };
  const mayTell = (person: string): boolean => mayBeTold(state, by, person);
  return chooseRoute(by, { from: agency, facts: known, mayTell }, by.now);
};

/** Of a case for named people alone both agencies may be on its route; the other agency always hears of it. */
const agenciesAsked = (route: RouteChosen, { agency }: ConcernSaid): readonly Agency[] => {
  const all = [...new Set(route.hops.map(({ slot }) => agencyOfSlot(slot)))];
  return all.length > 0 ? all : [otherAgency(agency)];
};

const put = (agency: Agency, route: RouteChosen, state: CaseState, by: Following): NewCaseEvent => {
  const hops = route.hops.filter(({ slot }) => agencyOfSlot(slot) === agency);
  const { because } = route;
  return putToTeam({ agency, route, concern: true, hops, accountable: [], because }, state, by);
};

const raised = (
  state: CaseState,
  said: ConcernSaid,
  { asked, facts }: Pick<HeaderOf<"ConcernRaised">, "asked" | "facts">,
  by: Following,
): NewCaseEvent => {
  const { urgency, reason, because } = urgencyFrom(state, facts);
  const { agency: from, installation, at, by: person } = said;
  const header: HeaderOf<"ConcernRaised"> = {
    by: person,
    at: at > by.now ? by.now : at,
    enteredAt: by.now,
    from,
    installation,
    asked,
    facts,
    urgency,
    urgencyReason: reason,
    because,
  };
  return { type: "ConcernRaised", version: 1, header };
};

export type ConcernDecided = { readonly events: readonly NewCaseEvent[]; readonly route: RouteChosen };

/**
 * New or increased harm in an open case. It is put to whoever is on duty now, by the route of its own direction, as a
 * referral would be, so that a named person accepts it; nothing that was said before is made less grave by it.
 */
export const decideConcern = (state: CaseState, said: ConcernSaid, by: Following): ConcernDecided => {
  const facts = factsFrom(state.facts, said.facts);
  const route = routeFor(state, said, facts, by);
  const asked = agenciesAsked(route, said);
  const events = [
    raised(state, said, { asked, facts }, by),
    ...asked.map((agency) => put(agency, route, state, by)),
  ];
  const after = events.reduce<CaseState>(applyEvent, state);
  const tasks = runningRules(by.protocol)
    .filter(({ id }) => route.tasks.includes(id))
    .map((rule) => setDeadline(rule, { startedAt: by.now }, after, by));
  return { events: [...events, ...tasks], route };
};
