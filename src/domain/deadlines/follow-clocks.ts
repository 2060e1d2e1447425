import { agencyOfSlot } from "../agency.ts";
import type { CaseEvent, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Deadline } from "../case/case-state.ts";
import { applyEvent } from "../case/fold.ts";
import type { Instant } from "../instant.ts";
import { conferenceOf, meetingIn } from "../meetings/meeting.ts";
import { conditionFacts, holds, type ConditionFacts } from "../protocol/condition.ts";
import type { World } from "../routing/choose-route.ts";
import { isAtOnce, runningRules, type RunningRule, type Start } from "./clock-rules.ts";
import { computeDue } from "./compute-due.ts";
import { anchorsOf, startOf } from "./counted-from.ts";
import { occurrenceIn, type Occurrence } from "./occurrence.ts";
import { reAnchored } from "./re-anchor.ts";

export type Following = World & { readonly now: Instant; readonly nextId: () => string };
type DeadlineEvent = Extract<NewCaseEvent, { type: "DeadlineSet" | "DeadlineMet" | "DeadlineChanged" }>;

/** What a deadline starts from: the start of its clock, and what its due time is counted from where that is another time. */
type Counted = { readonly startedAt: Instant; readonly anchor?: Deadline["anchor"] };

/** Sets one deadline: the decision is recorded with its derivation, and never made again. */
export const setDeadline = (
  rule: RunningRule,
  { startedAt, anchor }: Counted,
  state: CaseState,
  by: Following,
): Extract<DeadlineEvent, { type: "DeadlineSet" }> => ({
  type: "DeadlineSet",
  version: 1,
  header: {
    by: "tandem",
    at: by.now,
    enteredAt: by.now,
    deadline: by.nextId(),
    clock: rule.id,
    rule: rule.rule,
    owner: rule.owner,
    startedAt,
    ...(anchor === undefined ? {} : { anchor }),
    ...computeDue(by, rule, anchor?.at ?? startedAt),
    protocolHash: state.protocolHash,
    calendarVersion: by.calendar.version,
  },
});

const alreadySet = (rule: RunningRule, { deadlines }: CaseState): boolean =>
  deadlines.some(({ clock, owner }) => clock === rule.id && owner === rule.owner);

/** Several conferences of a case may be arranged at a time: conditions are about the one that the step is about. */
const factsAt = (occurred: Occurrence, state: CaseState): ConditionFacts => {
  const conference = conferenceOf(meetingIn(state, occurred.meeting)?.kind);
  const sender = occurred.step === "referral-recorded" ? { sender: occurred.by } : {};
  return { ...conditionFacts(state), ...sender, ...(conference === undefined ? {} : { conference }) };
};

/** What is expected at another time now is due then: the duty that is open moves, and no second one begins. */
const moved = (
  { header }: Extract<DeadlineEvent, { type: "DeadlineSet" }>,
  state: CaseState,
): DeadlineEvent | undefined => {
  const open = state.deadlines.find(
    ({ clock, owner, met: done, anchor }) =>
      clock === header.clock &&
      owner === header.owner &&
      done === undefined &&
      anchor?.action === header.anchor?.action,
  );
  if (open === undefined) return undefined;
  const { by, at, enteredAt, rule, dueAt, intention, because, calendarVersion } = header;
  const now = { by, at, enteredAt, rule, dueAt, intention, because, calendarVersion };
  return {
    type: "DeadlineChanged",
    version: 1,
    header: { ...now, deadline: open.id, wasDueAt: open.dueAt },
  };
};

type About = { readonly occurred: Occurrence; readonly state: CaseState; readonly by: Following };

/** A rule that is due at a time that the step gives is none without one. */
const setBy = (rule: RunningRule, start: Start, { occurred, state, by }: About): readonly DeadlineEvent[] => {
  const startedAt = startOf(rule, occurred, state);
  if (!("at" in rule.due))
    return anchorsOf(rule, start, occurred, state).map((anchor) =>
      setDeadline(rule, { startedAt, anchor }, state, by),
    );
  const { expectedAt, action, person } = occurred;
  if (expectedAt === undefined) return [];
  const whose = person === undefined ? {} : { person };
  const about = action === undefined ? {} : { anchor: { at: startedAt, action, ...whose } };
  const set = setDeadline({ ...rule, expectedAt }, { startedAt, ...about }, state, by);
  return [moved(set, state) ?? set];
};

const started = (occurred: Occurrence, state: CaseState, by: Following): readonly DeadlineEvent[] => {
  const facts = factsAt(occurred, state);
  return runningRules(by.protocol).flatMap((rule) => {
    const start = rule.starts.find(
      ({ on, by: agency, when }) =>
        on === occurred.step && (agency === undefined || agency === occurred.by) && holds(when, facts),
    );
    if (start === undefined || (start.once === true && alreadySet(rule, state))) return [];
    return setBy({ ...rule, rule: start.rule }, start, { occurred, state, by });
  });
};

/** Only what has a time can be late: of what is to be done at once, the record says when it was done. */
const isLate = (rule: RunningRule, deadline: Deadline, occurred: Occurrence): boolean =>
  !isAtOnce(rule) && occurred.at > deadline.dueAt;

const isAboutSame = ({ anchor }: Deadline, { meeting, invitee, action }: Occurrence): boolean =>
  anchor?.action === action &&
  (anchor?.meeting === undefined || meeting === undefined || anchor.meeting === meeting) &&
  (anchor?.invitee === undefined || anchor.invitee === invitee);

/** A step stops the clock of the agency that the rule names; one from before the start or still to come stops none. */
const stops = ({ metBy }: RunningRule, deadline: Deadline, occurred: Occurrence): boolean => {
  if (!isAboutSame(deadline, occurred)) return false;
  const ways = metBy.or === undefined ? [metBy] : [metBy, metBy.or];
  if (occurred.at < deadline.startedAt || occurred.at > occurred.enteredAt) return false;
  return ways.some(({ step, by }) => {
    const whose = by === "owner" ? agencyOfSlot(deadline.owner) : by;
    return step === occurred.step && (whose === undefined || whose === occurred.by);
  });
};

const met = (occurred: Occurrence, state: CaseState, by: Following): readonly DeadlineEvent[] => {
  const facts = factsAt(occurred, state);
  const rules = runningRules(by.protocol).filter(({ metBy }) => holds(metBy.when, facts));
  return state.deadlines
    .filter((deadline) => deadline.met === undefined)
    .flatMap((deadline) => {
      const rule = rules.find(({ id, owner }) => id === deadline.clock && owner === deadline.owner);
      return rule !== undefined && stops(rule, deadline, occurred) ? [{ deadline, rule }] : [];
    })
    .map(({ deadline, rule }) => ({
      type: "DeadlineMet",
      version: 1,
      header: {
        by: "tandem",
        at: occurred.at,
        enteredAt: by.now,
        deadline: deadline.id,
        rule: deadline.rule,
        late: isLate(rule, deadline, occurred),
        because: [`${deadline.rule} is met by ${occurred.step}`],
      },
    }));
};

const whatFollows = (event: CaseEvent, after: CaseState, by: Following): readonly NewCaseEvent[] => {
  const moved = reAnchored(event, after, by);
  const occurred = occurrenceIn(event, after);
  return occurred === undefined
    ? moved
    : [...moved, ...met(occurred, after, by), ...started(occurred, after, by)];
};

/**
 * What the clocks of the protocol make of new events: the deadlines that they meet, then those that they start. A
 * deadline is met by the step that its rule names, never by a message that was merely sent (S2-11, S2-12).
 */
export const followClocks = (
  before: CaseState | undefined,
  events: readonly CaseEvent[],
  by: Following,
): readonly NewCaseEvent[] => {
  const following: NewCaseEvent[] = [];
  let state = before;
  for (const event of events) {
    const after = applyEvent(state, event);
    const because = whatFollows(event, after, by);
    following.push(...because);
    state = because.reduce<CaseState>(applyEvent, after);
  }
  return following;
};
