import { agencyOfSlot, agencySchema, type Agency } from "../agency.ts";
import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Timer } from "../case/case-state.ts";
import { stoppedByClosing } from "../case/closing.ts";
import type { Decision } from "../case/decide-answer.ts";
import { lookedAgain, type EarlierLooked } from "../case/earlier.ts";
import { applyEvent } from "../case/fold.ts";
import { openHopsOnDuty } from "../case/legs.ts";
import { makeNotices, noticeIssued } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { laneOf } from "../notices/lane.ts";
import type { NoticeModel } from "../notices/notice.ts";
import { comingFrom } from "../notices/referral-post.ts";
import { hopToRing, slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import { changeoverDue } from "./changeover-due.ts";
import { skip, type Due } from "./due.ts";
import { idleDue } from "./idle-due.ts";
import { dueReminder } from "./due-reminder.ts";
import { minutesWaiting, openHopOf } from "./ladder.ts";
import { rungDue } from "./rung-due.ts";
import { senderSide } from "./sender-side.ts";
import { endOfLadder, ringNow } from "./last-resort.ts";
import { nextSenderUpdate, setTimer, timerDone } from "./set-timer.ts";

/** Whether a referral went to more than one agency: then it is said which of them has not got it. */
const isToldTwice = ({ hops }: CaseState): boolean =>
  new Set(hops.map(({ slot }) => agencyOfSlot(slot))).size > 1;

const stillWaiting = (agency: Agency, index: number, state: CaseState, by: Following): NoticeModel => {
  const hop = state.hops[index];
  if (hop === undefined) throw new Error("what is waited for is a hop");
  return {
    kind: "sender-waiting",
    ref: state.ref,
    areaName: by.area.name,
    minutes: minutesWaiting(agency, state, by.now),
    team: slotOfHop(hop, by.area).name,
    telephone: telephoneOfHop(hopToRing(hop, state, by.area), by.area),
    ...comingFrom(state, index, by),
    ...(isToldTwice(state) ? { agency } : {}),
  };
};

/** Who sent it hears that nobody has it yet; past the end of the ladder, when everybody was told, whom to ring. */
const senderDue = (timer: Timer, state: CaseState, by: Following): Due => {
  const agency = agencySchema.parse(timer.subject);
  const open = openHopOf(agency, state);
  if (open === undefined) return skip("somebody has it");
  const index = openHopsOnDuty(agency, state)[0] ?? open;
  const end = endOfLadder(agency, state, by);
  if (end === "now")
    return skip("people are told to ring at this very moment", nextSenderUpdate(agency, state, by));
  const ring = end === "past" ? ringNow(agency, state, by) : undefined;
  const model = ring ?? stillWaiting(agency, index, state, by);
  const because = ["the sender is told that nobody has it yet"];
  return {
    outcome: "told",
    because: "nobody has it yet",
    notices: senderSide(agency, state, by).map(({ to, ...why }) => ({
      to,
      lane: laneOf(state),
      model: { ...model, ...why },
      because,
    })),
    next: nextSenderUpdate(agency, state, by),
  };
};

/** Whether what a timer leads to needs a look at the names on earlier cases first, which no pure function takes. */
export const needsALook = ({ timers }: CaseState, timerId: string): boolean =>
  timers.some(({ id, kind }) => id === timerId && kind === "earlier");

const due = (timer: Timer, state: CaseState, by: Following, earlier: EarlierLooked): Due => {
  const stopped = stoppedByClosing(timer, state);
  if (stopped !== undefined) return skip(stopped);
  switch (timer.kind) {
    case "rung":
      return rungDue(timer, state, by);
    case "sender":
      return senderDue(timer, state, by);
    case "changeover":
      return changeoverDue(timer, state, by);
    case "idle":
      return idleDue(timer, state, by);
    case "reminder":
      return dueReminder(timer, state, by);
    case "earlier":
      return lookedAgain(timer, earlier, state, by);
  }
};

export type TimerDecision = Decision | { readonly ok: false; readonly because: "not there" | "too early" };

/**
 * What a timer that fired leads to. The case is read as it stands: one that is done, or that fired before its time by
 * duty time, leads to nothing, and says which.
 */
export const decideTimer = (
  state: CaseState,
  timerId: string,
  by: Following,
  earlier: EarlierLooked = "not looked",
): TimerDecision => {
  const timer = state.timers.find(({ id }) => id === timerId);
  if (timer === undefined) return { ok: false, because: "not there" };
  if (by.now < timer.dueAt) return { ok: false, because: "too early" };
  const { outcome, because, events: happened = [], notices: asked, next } = due(timer, state, by, earlier);
  const done = timerDone(timer, { outcome, because }, by);
  const notices = makeNotices(asked, state, by);
  const events: readonly NewCaseEvent[] = [
    done,
    ...happened,
    ...next.map((one) => setTimer(one, by)),
    ...notices.map((notice) => noticeIssued(notice, by.now)),
  ];
  return { ok: true, events, notices, state: events.reduce<CaseState>(applyEvent, state) };
};
