import { agencyOfSlot } from "../domain/agency.ts";
import type { CaseEvent } from "../domain/case/case-event.ts";
import { openHop, type CaseState, type Deadline } from "../domain/case/case-state.ts";
import { isAtRest, liveDeadlines } from "../domain/case/closing.ts";

/** The name of a case's stream. */
export const caseStream = (ref: string): string => `case/${ref}`;
export const accessStream = (ref: string): string => `access/${ref}`;

/** Stands where nothing falls due: after every deadline, so that a page needs no second order. */
const farFuture = "9999-12-31T00:00:00.000Z";

/** Whose case it is: the sender's, that of who raised a new concern, whoever's picked it up, and whom it is allocated to. Who wrote down a telephone call does not have it. */
const workersOf = ({ sender, askers, hops, allocated }: CaseState): readonly string[] => [
  ...new Set([
    sender,
    ...askers.map(({ person }) => person),
    ...hops.flatMap(({ had }) => (had?.how === "picked-up" ? [had.by] : [])),
    ...Object.values(allocated),
  ]),
];

const agenciesOf = ({ from, to, routedTo, hops }: CaseState): readonly string[] => [
  ...new Set([from, routedTo ?? to, ...hops.map(({ slot }) => agencyOfSlot(slot))]),
];

/** A case as the look-up table holds it: a projection of headers. */
export const caseRow = (state: CaseState) => ({
  ref: state.ref,
  stream: caseStream(state.ref),
  area: state.area,
  submission: state.submission,
  protocol_hash: state.protocolHash,
  from_agency: state.from,
  to_agency: state.routedTo ?? state.to,
  urgency: state.urgency,
  urgency_reason: state.urgencyReason,
  restricted: state.restricted,
  open_hop: openHop(state) ?? null,
  entered_at: state.enteredAt,
  workers: workersOf(state),
  agencies: agenciesOf(state),
  next_due_at: liveDeadlines(state)[0]?.dueAt ?? farFuture,
  at_rest: isAtRest(state),
  acted_at: state.actedAt,
});

const deadlineRow = (state: CaseState, deadline: Deadline, revision: number) => ({
  id: deadline.id,
  ref: state.ref,
  area: state.area,
  clock: deadline.clock,
  rule: deadline.rule,
  owner: deadline.owner,
  started_at: deadline.startedAt,
  due_at: deadline.dueAt,
  also_shown_at: deadline.alsoShownAt ?? null,
  met_at: deadline.met?.at ?? null,
  late: deadline.met?.ended === true ? null : (deadline.met?.late ?? null),
  revision,
});

/** The timers that a case has set and an earlier state of it had not. */
export const timerRows = (state: CaseState, before?: CaseState) =>
  state.timers
    .filter((timer) => !(before?.timers.includes(timer) ?? false))
    .map(({ id, kind, dueAt }) => ({
      id,
      ref: state.ref,
      area: state.area,
      kind,
      lane: state.urgency === "urgent" ? "urgent" : "normal",
      due_at: dueAt,
    }));

/** The timers that an earlier state of a case had and this one has not. */
export const timersGone = (state: CaseState, before?: CaseState) =>
  (before?.timers ?? [])
    .filter(({ id }) => !state.timers.some((one) => one.id === id))
    .map(({ id }) => ({ id }));

const isAbout =
  (deadline: string) =>
  ({ header }: CaseEvent): boolean =>
    "deadline" in header && header.deadline === deadline;

/**
 * The deadlines of a case as rows; only those that differ from an earlier state when one is given. A deadline's revision
 * is the number of events about it, so that a rebuild comes to the same one.
 */
export const deadlineRows = (state: CaseState, events: readonly CaseEvent[], before?: CaseState) =>
  state.deadlines
    .filter((deadline) => !(before?.deadlines.includes(deadline) ?? false))
    .map((deadline) => deadlineRow(state, deadline, events.filter(isAbout(deadline.id)).length));
