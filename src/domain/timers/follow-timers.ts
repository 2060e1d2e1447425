import { agencyOfSlot, type Agency } from "../agency.ts";
import type { HeaderOf, NewCaseEvent } from "../case/case-event.ts";
import { openDeadlines, type CaseState, type Timer } from "../case/case-state.ts";
import { readingsOf } from "../deadlines/one-duty.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { nextChangeover } from "./changeover.ts";
import { openHopOf } from "./ladder.ts";
import { remindSooner } from "./remind-sooner.ts";
import {
  firstReminder,
  firstRung,
  nextIdleCheck,
  nextSenderUpdate,
  rungToCome,
  setTimer,
  timerDone,
  type TimerAsked,
} from "./set-timer.ts";

const agenciesOf = ({ hops }: CaseState): readonly Agency[] => [
  ...new Set(hops.map(({ slot }) => agencyOfSlot(slot))),
];

type Followed = { readonly ended: readonly Timer[]; readonly asked: readonly TimerAsked[] };
type Ladder = (agency: Agency, state: CaseState, by: Following) => readonly TimerAsked[];

const nothing: Followed = { ended: [], asked: [] };

const waitingFor = (agency: Agency, state: CaseState, by: Following, ladder: Ladder): Followed => ({
  ended: state.timers.filter(
    ({ kind, subject }) => (kind === "rung" || kind === "sender") && subject === agency,
  ),
  asked: [...ladder(agency, state, by), ...nextSenderUpdate(agency, state, by)],
});

const together = (all: readonly Followed[]): Followed => ({
  ended: all.flatMap(({ ended }) => ended),
  asked: all.flatMap(({ asked }) => asked),
});

/** A case whose urgency changed is escalated by the other ladder from now on, and nothing of the first one follows. */
const otherLadder = (before: CaseState | undefined, state: CaseState, by: Following): Followed => {
  if (before?.urgency === state.urgency) return nothing;
  const isUrgent = state.urgency === "urgent";
  const ladders = agenciesOf(state)
    .filter((agency) => openHopOf(agency, state) !== undefined)
    .map((agency) => waitingFor(agency, state, by, isUrgent ? firstRung : rungToCome));
  return together([...ladders, isUrgent ? remindSooner(state, by) : nothing]);
};

const idleOf = (hop: number, { timers }: CaseState): readonly Timer[] =>
  timers.filter(({ kind, subject }) => kind === "idle" && subject === String(hop));

/** Until a named person has it, it is put to whichever team of the agency is on duty. */
const changeovers = (agency: Agency, state: CaseState, by: Following): Followed => ({
  ended: state.timers.filter(({ kind, subject }) => kind === "changeover" && subject === agency),
  asked: nextChangeover(agency, state, by),
});

const handedBack = (agency: Agency, hop: number, state: CaseState, by: Following): Followed => {
  const waiting = waitingFor(agency, state, by, firstRung);
  return together([waiting, changeovers(agency, state, by), { ended: idleOf(hop, state), asked: [] }]);
};

const remindersOf = (deadlineId: string, state: CaseState, by: Following): readonly TimerAsked[] =>
  state.deadlines.filter(({ id }) => id === deadlineId).flatMap((one) => firstReminder(one, state, by));

/** A duty that is due at another time: its reminders are planned anew, by whichever of its readings is first now. */
const moved = (deadlineId: string, state: CaseState, by: Following): Followed => {
  const deadline = state.deadlines.find(({ id }) => id === deadlineId);
  const readings = deadline === undefined ? [] : readingsOf(deadline, state, by.protocol);
  return {
    ended: state.timers.filter(
      ({ kind, subject }) => kind === "reminder" && readings.some(({ id }) => id === subject),
    ),
    asked: readings.flatMap((one) => firstReminder(one, state, by)),
  };
};

/** Once a reading of a duty is met, another one that is still open reminds in its place. */
const otherReadings = (metId: string, state: CaseState, by: Following): readonly TimerAsked[] => {
  const done = state.deadlines.find(({ id }) => id === metId);
  const [next] = done === undefined ? [] : readingsOf(done, state, by.protocol);
  const isWaiting = state.timers.some(({ kind, subject }) => kind === "reminder" && subject === next?.id);
  return next === undefined || next.id === metId || isWaiting ? [] : firstReminder(next, state, by);
};

/** A new concern is put to its agencies as a referral is; the others go on by the ladder of its urgency. */
const concernRaised = (
  { asked }: HeaderOf<"ConcernRaised">,
  before: CaseState | undefined,
  state: CaseState,
  by: Following,
): Followed =>
  together([
    ...asked.flatMap((agency) => [waitingFor(agency, state, by, firstRung), changeovers(agency, state, by)]),
    otherLadder(before, state, by),
  ]);

/** What stopped when an agency closed its part begins again: what is overdue at once, the rest when it would have come. */
const reopened = (before: CaseState | undefined, state: CaseState, by: Following): Followed => {
  const closed = state.closed.length > 0 ? [] : (before?.closed ?? []);
  const left = closed.flatMap(({ leaves }) => leaves);
  const isWaiting = (id: string): boolean =>
    state.timers.some(({ kind, subject }) => kind === "reminder" && subject === id);
  const reminders = openDeadlines(state)
    .filter(({ id }) => left.includes(id) && !isWaiting(id))
    .flatMap((one) => firstReminder(one, state, by));
  const ladders = closed
    .filter(({ agency }) => openHopOf(agency, state) !== undefined)
    .flatMap(({ agency }) => [waitingFor(agency, state, by, firstRung), changeovers(agency, state, by)]);
  return together([{ ended: [], asked: reminders }, ...ladders]);
};

const following = (event: NewCaseEvent, before: CaseState | undefined, state: CaseState, by: Following) => {
  if (event.type === "RouteTaken")
    return together(
      agenciesOf(state).flatMap((agency) => [
        waitingFor(agency, state, by, firstRung),
        changeovers(agency, state, by),
      ]),
    );
  if (event.type === "DeadlineSet")
    return { ended: [], asked: remindersOf(event.header.deadline, state, by) };
  if (event.type === "DeadlineChanged") return moved(event.header.deadline, state, by);
  if (event.type === "DeadlineMet" || event.type === "DeadlineEnded")
    return { ended: [], asked: otherReadings(event.header.deadline, state, by) };
  if (event.type === "PickedUp") {
    const { hop } = event.header;
    return { ended: idleOf(hop, state), asked: nextIdleCheck(hop, 0, state, by) };
  }
  if (event.type === "HandedBack") return handedBack(event.header.agency, event.header.hop, state, by);
  if (event.type === "ConcernRaised") return concernRaised(event.header, before, state, by);
  return event.type === "RiskReassessed" ? otherLadder(before, state, by) : nothing;
};

const sameTimer = (a: TimerAsked, b: TimerAsked): boolean =>
  a.kind === b.kind && a.subject === b.subject && a.step === b.step && a.dueAt === b.dueAt;

const replaced = { outcome: "skipped", because: "what happened since has replaced it" } as const;

/**
 * The timers that new events start: each agency's ladder, the sender's updates, reminders, and checks on who has it. What
 * starts a ladder again ends what the earlier one still had to come.
 */
export const followTimers = (
  before: CaseState | undefined,
  events: readonly NewCaseEvent[],
  state: CaseState,
  by: Following,
): readonly NewCaseEvent[] => {
  const { ended, asked } = together([
    ...events.map((event) => following(event, before, state, by)),
    reopened(before, state, by),
  ]);
  const once = asked.filter((one, index) => asked.findIndex((other) => sameTimer(one, other)) === index);
  return [
    ...[...new Set(ended)].map((timer) => timerDone(timer, replaced, by)),
    ...once.map((one) => setTimer(one, by)),
  ];
};
