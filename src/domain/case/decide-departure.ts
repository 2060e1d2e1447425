import { otherAgency, type Agency } from "../agency.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { NoticeModel } from "../notices/notice.ts";
import { addressOf, managersToTell } from "../notices/readers.ts";
import type { NewCaseEvent } from "./case-event.ts";
import type { CaseState, Departure } from "./case-state.ts";
import { conclude, type Decision } from "./decide-answer.ts";
import {
  isInEffect,
  isPending,
  presumptionOf,
  presumptionsLeft,
  stillToAgree,
  type Presumption,
} from "./departures.ts";
import { applyEvent } from "./fold.ts";
import type { NoticeAsked } from "./issue-notice.ts";
import { managerNamed, managersToName } from "./name-managers.ts";
import { refuse, type Refused } from "./refusal.ts";

type Actor = { readonly person: string; readonly agency: Agency; readonly isManager: boolean };

export type Proposing = {
  readonly departure: string;
  readonly presumption: string;
  readonly by: Actor;
  readonly reason: string;
};

export type AnsweringDeparture = {
  readonly departure: string;
  readonly by: Actor;
  readonly agrees: boolean;
  readonly reason: string;
};

/** The agencies whose manager must agree, by what the protocol says of a departure. */
const needsOf = ({ departure }: Presumption, { agency }: Actor): readonly Agency[] => {
  switch (departure.by) {
    case "whoever decides":
      return [];
    case "manager":
      return [agency];
    case "manager of each agency":
      return [agency, otherAgency(agency)];
  }
};

const outcomeOf = (departure: Departure) => {
  if (departure.refusedBy !== undefined) return "refused" as const;
  return isInEffect(departure) ? ("in effect" as const) : ("one more to agree" as const);
};

const inCase = (departure: Departure, state: CaseState, by: Following) => ({
  ref: state.ref,
  areaName: by.area.name,
  rule: departure.rule,
  says: presumptionOf(departure.presumption, by.protocol)?.says ?? departure.presumption,
});

const asking = (departure: Departure, state: CaseState, by: Following): readonly NoticeAsked[] =>
  stillToAgree(departure)
    .flatMap((agency) => managersToTell(agency, state, by))
    .filter((to) => "person" in to && to.person !== departure.by)
    .map((to) => ({
      to,
      lane: "urgent",
      model: { kind: "departure-to-answer", ...inCase(departure, state, by), by: departure.by },
      because: [`${departure.rule}: a departure needs a manager of each agency that is named`],
    }));

/** Whoever proposed it, and the managers of the other agency, hear what became of it. */
const telling = (
  { id, by: proposer }: Departure,
  answeredBy: Actor,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] => {
  const departure = state.departures.find((one) => one.id === id);
  if (departure === undefined) return [];
  const proposing = by.area.people.filter(({ person }) => person === proposer);
  const other = proposing[0] === undefined ? answeredBy.agency : otherAgency(proposing[0].agency);
  const model: NoticeModel = {
    kind: "departure-settled",
    ...inCase(departure, state, by),
    by: answeredBy.person,
    outcome: outcomeOf(departure),
  };
  return [...proposing.flatMap(addressOf), ...managersToTell(other, state, by)]
    .filter((to) => "person" in to && to.person !== answeredBy.person)
    .map((to) => ({ to, lane: "normal", model, because: ["a departure from the protocol is never silent"] }));
};

const answerEvent = (answering: AnsweringDeparture, { now }: Following): NewCaseEvent => {
  const { departure, agrees, reason, by } = answering;
  const act = { by: by.person, at: now, enteredAt: now };
  return {
    type: "DepartureAnswered",
    version: 1,
    header: { ...act, agency: by.agency, departure, agrees },
    sealed: { compartment: "shared", body: { reason } },
  };
};

const proposedEvent = (proposing: Proposing, presumption: Presumption, by: Following): NewCaseEvent => ({
  type: "DepartureProposed",
  version: 1,
  header: {
    by: proposing.by.person,
    at: by.now,
    enteredAt: by.now,
    agency: proposing.by.agency,
    departure: proposing.departure,
    presumption: presumption.id,
    rule: presumption.rule,
    needs: needsOf(presumption, proposing.by),
    because: [presumption.says],
  },
  sealed: { compartment: "shared", body: { reason: proposing.reason } },
});

/** Whoever is asked to answer must be able to open the case: in a restricted one they are named for it. */
const answerersNamed = (
  events: readonly NewCaseEvent[],
  state: CaseState,
  by: Following,
): readonly NewCaseEvent[] => {
  const after = events.reduce<CaseState>(applyEvent, state);
  const act = { by: "tandem", at: by.now, enteredAt: by.now };
  const agencies = after.departures.filter(isPending).flatMap(stillToAgree);
  return managersToName(agencies, after, by).map((one) => managerNamed(one, act));
};

/**
 * A departure from what the protocol presumes, with the reason. It holds at once where the protocol lets whoever decides
 * depart, and else once a manager of each agency that it names has agreed; a manager who proposes has agreed for their own.
 */
export const decideProposeDeparture = (
  state: CaseState,
  proposing: Proposing,
  by: Following,
): Decision | Refused => {
  const presumption = presumptionOf(proposing.presumption, by.protocol);
  if (presumption === undefined) return refuse("no-presumption", "The protocol presumes no such thing.");
  const { reason } = proposing;
  if (reason.trim() === "") return refuse(presumption.rule, "Say why the protocol is departed from.");
  if (!presumptionsLeft(state, by.protocol).includes(presumption))
    return refuse(presumption.rule, "A departure from this was proposed already. Open the case.");
  const proposed = proposedEvent(proposing, presumption, by);
  const own = proposing.by.isManager && needsOf(presumption, proposing.by).length > 0;
  const answer = answerEvent({ ...proposing, agrees: true }, by);
  const asked = (after: CaseState): readonly NoticeAsked[] => {
    const made = after.departures.find(({ id }) => id === proposing.departure);
    if (made === undefined) return [];
    return isInEffect(made) ? telling(made, proposing.by, after, by) : asking(made, after, by);
  };
  const events = own ? [proposed, answer] : [proposed];
  return conclude(state, [...events, ...answerersNamed(events, state, by)], asked, by);
};

/** A manager agrees to a departure that somebody else proposed, for their own agency, or refuses it with a reason. */
export const decideAnswerDeparture = (
  state: CaseState,
  answering: AnsweringDeparture,
  by: Following,
): Decision | Refused => {
  const departure = state.departures.find(({ id }) => id === answering.departure);
  if (departure === undefined) return refuse("no-departure", "Nothing of the kind was proposed.");
  const { rule } = departure;
  const { person, agency } = answering.by;
  if (!isPending(departure)) return refuse(rule, "This was settled already. Open the case to see how.");
  if (departure.by === person || departure.agreed.some((one) => one.person === person))
    return refuse(rule, "Two people must answer for this: somebody else has to agree.");
  if (!stillToAgree(departure).includes(agency))
    return refuse(rule, "A manager of your agency has agreed. A manager of the other agency has to answer.");
  if (!answering.agrees && answering.reason.trim() === "") return refuse(rule, "Say why you do not agree.");
  return conclude(
    state,
    [answerEvent(answering, by)],
    (after) => telling(departure, answering.by, after, by),
    by,
  );
};
