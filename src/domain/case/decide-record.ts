import type { Following } from "../deadlines/follow-clocks.ts";
import { addressOfHop } from "../notices/addresses.ts";
import type { Instant } from "../instant.ts";
import type { Address } from "../notices/notice.ts";
import type { BodyOf, HeaderOf, NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { conditionFacts } from "../protocol/condition.ts";
import { conclude, editedPosts, type Decision } from "./decide-answer.ts";
import type { StepRefused } from "./decide-step.ts";
import { owed } from "./step-event.ts";
import { judgeForm } from "./judge-form.ts";
import { assessUrgency } from "./urgency.ts";
import type { YesNoNotKnown } from "./facts.ts";

type Recorded = Omit<HeaderOf<"DiscussionRecorded">, "enteredAt" | "overrides"> & {
  readonly details: BodyOf<"DiscussionRecorded">;
  /** A child cannot wait: what the protocol asks for and is missing is given afterwards. */
  readonly actingNow?: boolean;
};

/**
 * A two-way discussion took place: who, with whom, when, how, and what was decided. This is what S2-11 asks for. What the
 * protocol wants written about it is judged as of any step (S0-5).
 */
export const decideDiscussion = (
  state: CaseState,
  recorded: Recorded,
  by: Following,
): Decision | StepRefused => {
  const { details, actingNow: urgent = false, ...header } = recorded;
  const { agency } = header;
  const learned = { ...state.learned, ...header.facts };
  const sent = { step: "discussion-recorded" as const, agency, details, urgent };
  const judged = judgeForm(by.protocol, sent, conditionFacts({ ...state, learned }));
  if (!judged.ok) return judged;
  const { overrides } = judged;
  const event: NewCaseEvent = {
    type: "DiscussionRecorded",
    version: 1,
    header: { ...header, enteredAt: by.now, ...(overrides.length === 0 ? {} : { overrides }) },
    sealed: { compartment: "shared", body: details },
  };
  const events = [event, ...owed({ ...recorded, details }, overrides, by)];
  return conclude(state, events, (after) => editedPosts(state, after, by), by);
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
