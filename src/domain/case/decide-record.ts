import type { Following } from "../deadlines/follow-clocks.ts";
import { addressOfHop } from "../notices/addresses.ts";
import type { Instant } from "../instant.ts";
import type { Address } from "../notices/notice.ts";
import type { BodyOf, HeaderOf, NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { conclude, editedPosts, type Decision } from "./decide-answer.ts";
import { assessUrgency } from "./urgency.ts";
import type { YesNoNotKnown } from "./facts.ts";

type Recorded = Omit<HeaderOf<"DiscussionRecorded">, "enteredAt"> & {
  readonly details: BodyOf<"DiscussionRecorded">;
};

/** A two-way discussion took place: who, with whom, when, how, and what was decided. This is what S2-11 asks for. */
export const decideDiscussion = (state: CaseState, recorded: Recorded, by: Following): Decision => {
  const { details, ...header } = recorded;
  const event: NewCaseEvent = {
    type: "DiscussionRecorded",
    version: 1,
    header: { ...header, enteredAt: by.now },
    sealed: { compartment: "shared", body: details },
  };
  return conclude(state, [event], (after) => editedPosts(state, after, by), by);
};

export type RiskReassessed = {
  readonly by: string;
  readonly at: Instant;
  readonly immediateRisk: YesNoNotKnown;
  readonly reason: string;
};

/** Whether the child is at immediate risk, said again by a person with a reason; the other agency is told. */
export const decideRisk = (state: CaseState, said: RiskReassessed, by: Following): Decision => {
  const assessed = assessUrgency({ ...state.facts, immediateRisk: said.immediateRisk });
  const event: NewCaseEvent = {
    type: "RiskReassessed",
    version: 1,
    header: {
      by: said.by,
      at: said.at,
      enteredAt: by.now,
      immediateRisk: said.immediateRisk,
      urgency: assessed.urgency,
      urgencyReason: assessed.reason,
      because: assessed.because,
    },
    sealed: { compartment: "shared", body: { reason: said.reason } },
  };
  return conclude(
    state,
    [event],
    (after) => [...editedPosts(state, after, by), ...told(after, said, by)],
    by,
  );
};

const told = (state: CaseState, said: RiskReassessed, by: Following) => {
  const lane = "urgent" as const;
  const model = {
    kind: "risk-changed",
    ref: state.ref,
    areaName: by.area.name,
    urgency: state.urgency,
    urgencyReason: state.urgencyReason,
    by: said.by,
  } as const;
  const because = [
    "immediate risk was reassessed; the sender and whoever has it, or is asked to take it, are told",
  ];
  return [...peopleTold(state, said, by), ...desksTold(state, said, by)].map((to) => ({
    to,
    lane,
    model,
    because,
  }));
};

const peopleTold = (state: CaseState, said: RiskReassessed, by: Following): readonly Address[] => {
  const people = new Set([
    state.sender,
    ...state.hops.flatMap(({ had }) => (had?.how === "picked-up" ? [had.by] : [])),
  ]);
  people.delete(said.by);
  return [...people].flatMap((person) => {
    const installation = by.area.people.find((one) => one.person === person)?.identities[0]?.installation;
    return installation === undefined ? [] : [{ installation, person }];
  });
};

/** A post that is edited rings no bell: where nobody pressed the button, the desk or the person on call is told anew. */
const desksTold = (state: CaseState, said: RiskReassessed, by: Following): readonly Address[] =>
  state.hops.flatMap((hop) => {
    const to = hop.had?.how === "picked-up" ? undefined : addressOfHop(hop, by.area);
    return to === undefined || ("person" in to && to.person === said.by) ? [] : [to];
  });
