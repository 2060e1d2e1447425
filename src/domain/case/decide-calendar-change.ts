import { agencySchema } from "../agency.ts";
import type { ClosureEvent } from "../calendar/decide-closure.ts";
import { formatDate, localDateOf } from "../calendar/format-instant.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { readingsOf } from "../deadlines/one-duty.ts";
import { recompute, type Recomputed } from "../deadlines/recompute.ts";
import type { Instant } from "../instant.ts";
import type { NoticeModel } from "../notices/notice.ts";
import { nextChangeover } from "../timers/changeover.ts";
import { setTimer, timerDone } from "../timers/set-timer.ts";
import { addressOf } from "../notices/readers.ts";
import { onShift, peopleOf, whomToRemind } from "../timers/whom-to-remind.ts";
import type { CaseEvent, NewCaseEvent } from "./case-event.ts";
import type { CaseState, Deadline } from "./case-state.ts";
import { liveDeadlines } from "./closing.ts";
import { conclude, editedPosts, type Decision } from "./decide-answer.ts";
import type { NoticeAsked } from "./issue-notice.ts";

type Moved = { readonly deadline: Deadline; readonly now: Recomputed; readonly cause: readonly string[] };

const inWords = ({ type, header }: ClosureEvent): string => {
  const isWorking = type === "ClosureRemoved" ? undefined : header.kind === "working";
  const what =
    isWorking === undefined
      ? "is what it usually is again"
      : `is ${isWorking ? "a working day" : "not a working day"}`;
  return `${formatDate(header.date)} ${what} (${header.because})`;
};

/** Whether a deadline may not have taken up a change yet: one that followed a change wrote that down no earlier. */
const notTakenUp = (deadline: string, events: readonly CaseEvent[]): ((entered: Instant) => boolean) => {
  const last = events.findLast(
    ({ type, header }) =>
      (type === "DeadlineSet" || type === "DeadlineChanged") && header.deadline === deadline,
  );
  const since = last?.header.enteredAt ?? "";
  return last?.type === "DeadlineChanged" ? (entered) => entered > since : (entered) => entered >= since;
};

/** Of several changes of one day only the last says what that day is now. */
const isLatest = ({ header }: ClosureEvent, _at: number, all: readonly ClosureEvent[]): boolean =>
  all.findLast((one) => one.header.date === header.date)?.header === header;

/** The changes of the calendar since a deadline was last reckoned that lie within it. */
const causeOf = (
  { id, startedAt, dueAt, anchor }: Deadline,
  now: Recomputed,
  events: readonly CaseEvent[],
  changes: readonly ClosureEvent[],
): readonly string[] => {
  const known = [startedAt, dueAt, now.dueAt, now.alsoShownAt ?? now.dueAt, anchor?.at ?? now.dueAt];
  const dates = known.map(localDateOf).toSorted();
  const [first = "", last = ""] = [dates[0], dates.at(-1)];
  const isNew = notTakenUp(id, events);
  const found = changes
    .filter(isLatest)
    .filter(({ header }) => isNew(header.enteredAt) && header.date >= first && header.date <= last);
  return found.length === 0 ? ["the working calendar has changed"] : found.map(inWords);
};

const changed = ({ deadline, now, cause }: Moved, by: Following): NewCaseEvent => ({
  type: "DeadlineChanged",
  version: 1,
  header: {
    by: "tandem",
    at: by.now,
    enteredAt: by.now,
    deadline: deadline.id,
    rule: deadline.rule,
    dueAt: now.dueAt,
    ...(now.alsoShownAt === undefined ? {} : { alsoShownAt: now.alsoShownAt }),
    wasDueAt: deadline.dueAt,
    ...(deadline.alsoShownAt === undefined ? {} : { wasAlsoShownAt: deadline.alsoShownAt }),
    intention: now.intention,
    because: [...cause, ...now.because],
    calendarVersion: by.calendar.version,
  },
});

/** The owner hears of it, on shift or not: what waits until then may be due by then. */
const ownersTold = (
  { deadline, now, cause }: Moved,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] => {
  const reminding = { slot: deadline.owner, state, dueAt: now.dueAt };
  const whom = whomToRemind(reminding, by, by.now);
  const to = whom.to.length > 0 ? whom.to : peopleOf(reminding, by, by.now).flatMap(addressOf);
  const model: NoticeModel = {
    kind: "deadline-moved",
    ref: state.ref,
    areaName: by.area.name,
    rule: deadline.rule,
    says: runningRules(by.protocol).find(({ id }) => id === deadline.clock)?.says ?? deadline.clock,
    was: deadline.dueAt,
    dueAt: now.dueAt,
    overdue: now.dueAt < by.now,
    because: [...cause],
    ...(whom.because === onShift || whom.to.length === 0 ? {} : { why: whom.because }),
  };
  const lane = state.urgency === "urgent" || now.dueAt < deadline.dueAt ? "urgent" : "normal";
  return to.map((one) => ({ to: one, lane, model, because: [`${deadline.rule}: ${cause.join("; ")}`] }));
};

/** Where only the other reading moved, which is shown and never reminds, nobody is due anything at another time. */
const isDueAnew = ({ deadline, now }: Moved): boolean => now.dueAt !== deadline.dueAt;

/** Readings of one duty are told of once, by the one that is due first. */
const onceADuty = (moved: readonly Moved[], state: CaseState, by: Following): readonly Moved[] =>
  moved.filter(({ deadline }) => {
    const [first] = readingsOf(deadline, state, by.protocol).filter(({ id }) =>
      moved.some((one) => one.deadline.id === id),
    );
    return first === undefined || first.id === deadline.id;
  });

/** The changeovers that come at another time by the hours as they are now. */
const changeovers = (state: CaseState, by: Following): readonly NewCaseEvent[] =>
  state.timers
    .filter(({ kind }) => kind === "changeover")
    .flatMap((timer) => {
      const [next] = nextChangeover(agencySchema.parse(timer.subject), state, by);
      if (next === undefined || next.dueAt === timer.dueAt || timer.dueAt <= by.now) return [];
      const because = "the working calendar has changed";
      return [timerDone(timer, { outcome: "skipped", because }, by), setTimer(next, by)];
    });

export type CalendarChanged = {
  readonly events: readonly CaseEvent[];
  readonly changes: readonly ClosureEvent[];
};

/**
 * What a change of the working calendar makes of a case: each open deadline that falls on another day now, its reminders,
 * its owners told, and the changeovers of its teams. Nothing at all once that has been done.
 */
export const decideCalendarChange = (
  state: CaseState,
  { events, changes }: CalendarChanged,
  by: Following,
): Decision | undefined => {
  const moved = state.deadlines
    .filter(({ met }) => met === undefined)
    .flatMap((deadline): readonly Moved[] => {
      const now = recompute(deadline, by);
      return now === undefined ? [] : [{ deadline, now, cause: causeOf(deadline, now, events, changes) }];
    });
  const done = [...moved.map((one) => changed(one, by)), ...changeovers(state, by)];
  if (done.length === 0) return undefined;
  const told = (after: CaseState): readonly NoticeAsked[] => [
    ...editedPosts(state, after, by),
    ...onceADuty(moved.filter(isDueAnew), after, by)
      .filter(({ deadline: { id } }) => liveDeadlines(after).some((one) => one.id === id))
      .flatMap((one) => ownersTold(one, after, by)),
  ];
  return conclude(state, done, told, by);
};
