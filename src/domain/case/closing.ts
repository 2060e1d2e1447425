import { agencyInWords, agencyOfSlot, type Agency } from "../agency.ts";
import { formatInstant } from "../calendar/format-instant.ts";
import type { MeetingKind } from "../meetings/meeting.ts";
import type { CaseStep } from "../protocol/vocabulary.ts";
import type { CaseEvent, HeaderOf } from "./case-event.ts";
import { openDeadlines, type CaseState, type Closed, type Deadline, type Reopened } from "./case-state.ts";

/*
 * Each agency closes its own part, and the case is closed when both have. Nothing is taken away by it: whatever is still
 * open stays on record, its reminders stop, and both stand again as they were once the case is open again.
 */

/** The agencies that each have a part of every case. */
export const parties: readonly Agency[] = ["social-care", "police"];

/** That an agency has closed its part, if it has. */
export const closedBy = (agency: Agency, { closed }: Pick<CaseState, "closed">): Closed | undefined =>
  closed.find((one) => one.agency === agency);

/** Whether both agencies have closed their parts. */
export const isClosed = (state: Pick<CaseState, "closed">): boolean =>
  parties.every((agency) => closedBy(agency, state) !== undefined);

/** By whose closing a duty was left open, if by anybody's. A duty that began later is nobody's to leave. */
const leftOpenBy = (deadline: string, { closed }: CaseState): Closed | undefined =>
  closed.find(({ leaves }) => leaves.includes(deadline));

/** The duties that are open and that no agency has closed its part over, the earliest first. */
export const liveDeadlines = (state: CaseState): readonly Deadline[] =>
  openDeadlines(state).filter(({ id }) => leftOpenBy(id, state) === undefined);

/** Whether nothing more is to be done in it: both have closed, and no duty has begun since. */
export const isAtRest = (state: CaseState): boolean => isClosed(state) && liveDeadlines(state).length === 0;

/** The duties of one agency that are open, whether or not it has closed over them. */
export const ownDuties = (agency: Agency, state: CaseState): readonly Deadline[] =>
  openDeadlines(state).filter(({ owner }) => agencyOfSlot(owner) === agency);

const inWords = ({ agency, at }: Closed): string =>
  `closed by ${agencyInWords[agency]} on ${formatInstant(at)}`;

type Stoppable = Pick<CaseState["timers"][number], "kind" | "subject">;

const whoseIs = ({ kind, subject }: Stoppable, state: CaseState): string =>
  kind === "idle" ? agencyOfSlot(state.hops[Number(subject)]?.slot ?? "") : subject;

/** Why nobody is told of what would be looked at again, where that is because an agency has closed its part. */
export const stoppedByClosing = (timer: Stoppable, state: CaseState): string | undefined => {
  if (state.closed.length === 0) return undefined;
  const closed =
    timer.kind === "reminder"
      ? leftOpenBy(timer.subject, state)
      : state.closed.find(({ agency }) => agency === whoseIs(timer, state));
  return closed === undefined ? undefined : inWords(closed);
};

/** Steps that open a closed case again by themselves: what they say cannot wait for somebody to reopen it. */
const reopening: readonly CaseStep[] = [
  "case-reopened",
  "strategy-discussion-requested",
  "offence-emerged",
  "police-protection-started",
  "protection-order-made",
  "custody-changed",
  "returning-home",
];

/** Facts that do the same, whichever step teaches them: a new concern opens the case unless it is known to be none. */
const reopeningFacts: Readonly<Record<string, readonly string[]>> = { newHarm: ["yes", "not-known"] };

/** A meeting that is arranged says the same as the step by which it is asked for. */
const meetingsReopening: Readonly<Partial<Record<MeetingKind, Reopened["why"]>>> = {
  "strategy-discussion": "strategy-discussion-requested",
  "initial-conference": "conference-booked",
};

const ofStep = ({ step, facts }: HeaderOf<"StepTaken">): Reopened["why"] | undefined => {
  if (reopening.includes(step)) return step;
  const isNewConcern = Object.entries(facts).some(
    ([fact, value]) => typeof value === "string" && (reopeningFacts[fact]?.includes(value) ?? false),
  );
  return isNewConcern ? "new-concern" : undefined;
};

/** Why an event opens a closed case again, if it does. */
export const reopens = ({ type, header }: CaseEvent): Reopened["why"] | undefined => {
  if (type === "StepTaken") return ofStep(header);
  if (type === "RiskReassessed") return header.immediateRisk === "yes" ? "immediate-risk" : undefined;
  if (type === "MeetingArranged") return meetingsReopening[header.kind];
  const isAskedFor = type === "DiscussionRecorded" && header.decision === "strategy-discussion";
  return isAskedFor ? "strategy-discussion-requested" : undefined;
};

/** An agency closes its part over whatever of its own is open. */
export const withClosed = (state: CaseState, { agency, by, at }: HeaderOf<"StepTaken">): CaseState => {
  const leaves = ownDuties(agency, state).map(({ id }) => id);
  const others = state.closed.filter((one) => one.agency !== agency);
  return { ...state, closed: [...others, { agency, by, at, leaves }] };
};

/** A case that was closed, or one part of it, is open again for both. */
export const withReopened = (before: CaseState, after: CaseState, event: CaseEvent): CaseState => {
  const why = before.closed.length === 0 ? undefined : reopens(event);
  if (why === undefined) return after;
  const { by, at } = event.header;
  return { ...after, closed: [], reopened: { by, at, why, from: before.steps.length } };
};
