import { agencyOfSlot } from "../agency.ts";
import type { TandemRef } from "../tandem-ref.ts";
import type { CaseEvent, HeaderOf } from "./case-event.ts";
import type { CaseState, Hop } from "./case-state.ts";

const opened = (header: HeaderOf<"ReferralRecorded">): CaseState => ({
  ref: header.ref as TandemRef,
  area: header.area,
  protocolHash: header.protocolHash,
  submission: header.submission,
  installation: header.installation,
  sender: header.by,
  from: header.from,
  to: header.to,
  learnedAt: header.at,
  enteredAt: header.enteredAt,
  facts: header.facts,
  urgency: header.urgency,
  urgencyReason: header.urgencyReason,
  incomplete: header.incomplete,
  restricted: header.restricted,
  excluded: header.excluded,
  hops: [],
  posts: [],
  deadlines: [],
  discussions: [],
});

const withPost = (state: CaseState, { notice, hop, edits, to }: HeaderOf<"NoticeIssued">): CaseState =>
  hop === undefined || edits !== undefined
    ? state
    : { ...state, posts: [...state.posts, { notice, hop, to }] };

/**
 * Once a later hop has it, nobody needs to pass it on any more: the hops before it are done too. Only those of the same
 * agency: that one agency has it never stands for the other (S1-12 tells both).
 */
const had = (state: CaseState, index: number, by: NonNullable<Hop["had"]>): CaseState => {
  const answered = state.hops[index];
  if (answered === undefined) return state;
  const agency = agencyOfSlot(answered.slot);
  return {
    ...state,
    hops: state.hops.map((hop, at) =>
      at <= index && hop.had === undefined && agencyOfSlot(hop.slot) === agency ? { ...hop, had: by } : hop,
    ),
  };
};

/** A call that reached nobody who can be named is written down, and leaves the hop open. */
const told = (state: CaseState, { namedOfficer, hop, by, at }: HeaderOf<"ToldByTelephone">): CaseState =>
  namedOfficer ? had(state, hop, { how: "told", by, at }) : state;

const withAssessment = (state: CaseState, { assessment }: HeaderOf<"StepRecorded">): CaseState =>
  assessment === undefined ? state : { ...state, assessment };

const withRisk = (state: CaseState, header: HeaderOf<"RiskReassessed">): CaseState => ({
  ...state,
  facts: { ...state.facts, immediateRisk: header.immediateRisk },
  urgency: header.urgency,
  urgencyReason: header.urgencyReason,
});

const withDeadline = (state: CaseState, header: HeaderOf<"DeadlineSet">): CaseState => ({
  ...state,
  deadlines: [
    ...state.deadlines,
    {
      id: header.deadline,
      clock: header.clock,
      rule: header.rule,
      owner: header.owner,
      startedAt: header.startedAt,
      dueAt: header.dueAt,
      ...(header.alsoShownAt === undefined ? {} : { alsoShownAt: header.alsoShownAt }),
      because: header.because,
    },
  ],
});

const withMet = (state: CaseState, header: HeaderOf<"DeadlineMet">): CaseState => ({
  ...state,
  deadlines: state.deadlines.map((deadline) =>
    deadline.id === header.deadline ? { ...deadline, met: { at: header.at, late: header.late } } : deadline,
  ),
});

const withHops = (state: CaseState, header: HeaderOf<"RouteTaken">): CaseState => ({
  ...state,
  routedTo: header.to,
  hops: header.hops.map(({ slot, person }) => (person === undefined ? { slot } : { slot, person })),
});

const step = (state: CaseState, event: Exclude<CaseEvent, { type: "ReferralRecorded" }>): CaseState => {
  switch (event.type) {
    case "RouteTaken":
      return withHops(state, event.header);
    case "DeadlineSet":
      return withDeadline(state, event.header);
    case "DeadlineMet":
      return withMet(state, event.header);
    case "PickedUp":
      return had(state, event.header.hop, { how: "picked-up", by: event.header.by, at: event.header.at });
    case "ToldByTelephone":
      return told(state, event.header);
    case "DiscussionRecorded":
      return { ...state, discussions: [...state.discussions, event.header] };
    case "StepRecorded":
      return withAssessment(state, event.header);
    case "RiskReassessed":
      return withRisk(state, event.header);
    case "NoticeIssued":
      return withPost(state, event.header);
    case "NoticeSent":
    case "NoticeFailed":
      return state;
  }
};

/** The state after one more event. It reads recorded results and never decides anything again. */
export const applyEvent = (state: CaseState | undefined, event: CaseEvent): CaseState => {
  if (event.type === "ReferralRecorded") return opened(event.header);
  if (state === undefined) throw new Error("a case stream must begin with ReferralRecorded");
  return step(state, event);
};

/** Folds a case's events, oldest first, into its state; undefined for a stream without events. */
export const foldCase = (events: readonly CaseEvent[]): CaseState | undefined => {
  let state: CaseState | undefined;
  for (const event of events) state = applyEvent(state, event);
  return state;
};
