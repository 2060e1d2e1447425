import { agencyOfSlot, agencySchema, type Agency } from "../agency.ts";
import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Hop, Timer } from "../case/case-state.ts";
import type { Decision } from "../case/decide-answer.ts";
import { applyEvent } from "../case/fold.ts";
import { openHopsOnDuty } from "../case/legs.ts";
import { makeNotice, noticeIssued } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { NoticeModel } from "../notices/notice.ts";
import { slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import { changeoverDue } from "./changeover-due.ts";
import { skip, type Due } from "./due.ts";
import { dueReminder } from "./due-reminder.ts";
import { minutesWaiting, openHopOf } from "./ladder.ts";
import { rungDue } from "./rung-due.ts";
import { senderSide } from "./sender-side.ts";
import { endOfLadder, ringNow } from "./last-resort.ts";
import { nextIdleCheck, nextSenderUpdate, setTimer, timerDone } from "./set-timer.ts";
import { isOnShift } from "./shift.ts";

const lane = (state: CaseState) => (state.urgency === "urgent" ? "urgent" : "normal");

/** Whether a referral went to more than one agency: then it is said which of them has not got it. */
const isToldTwice = ({ hops }: CaseState): boolean =>
  new Set(hops.map(({ slot }) => agencyOfSlot(slot))).size > 1;

const stillWaiting = (agency: Agency, hop: Hop, state: CaseState, by: Following): NoticeModel => ({
  kind: "sender-waiting",
  ref: state.ref,
  areaName: by.area.name,
  minutes: minutesWaiting(agency, state, by.now),
  team: slotOfHop(hop, by.area).name,
  telephone: telephoneOfHop(hop, by.area),
  ...(isToldTwice(state) ? { agency } : {}),
});

/** Who sent it hears that nobody has it yet; past the end of the ladder, when everybody was told, whom to ring. */
const senderDue = (timer: Timer, state: CaseState, by: Following): Due => {
  const agency = agencySchema.parse(timer.subject);
  const open = openHopOf(agency, state);
  const hop = open === undefined ? undefined : state.hops[openHopsOnDuty(agency, state)[0] ?? open];
  if (hop === undefined) return skip("somebody has it");
  const end = endOfLadder(agency, state, by);
  if (end === "now")
    return skip("people are told to ring at this very moment", nextSenderUpdate(agency, state, by));
  const ring = end === "past" ? ringNow(agency, state, by) : undefined;
  const model = ring ?? stillWaiting(agency, hop, state, by);
  const because = ["the sender is told that nobody has it yet"];
  return {
    outcome: "told",
    because: "nobody has it yet",
    notices: senderSide(state, by).map(({ to, ...why }) => ({
      to,
      lane: lane(state),
      model: { ...model, ...why },
      because,
    })),
    next: nextSenderUpdate(agency, state, by),
  };
};

const hasMoved = (state: CaseState, hop: number): boolean => {
  const found = state.hops[hop];
  if (found?.had === undefined) return true;
  const { at } = found.had;
  const agency = agencyOfSlot(found.slot);
  return (
    state.discussions.some((one) => one.at >= at) ||
    state.steps.some((one) => one.agency === agency && one.at >= at)
  );
};

const idleDue = (timer: Timer, state: CaseState, by: Following): Due => {
  const hop = Number(timer.subject);
  const had = state.hops[hop]?.had;
  if (had === undefined || hasMoved(state, hop)) return skip("it has moved on");
  const known = by.area.people.find(({ person }) => person === had.by);
  const installation = known?.identities[0]?.installation;
  if (known === undefined || installation === undefined)
    return skip("whoever has it is not registered any more");
  const next = nextIdleCheck(hop, state, by);
  if (!isOnShift(by, known, by.now) && state.urgency === "standard") return skip("off shift", next);
  const model: NoticeModel = { kind: "still-yours", ref: state.ref, areaName: by.area.name, since: had.at };
  const to = { installation, person: had.by };
  return {
    outcome: "told",
    because: "picked up, and nothing recorded since",
    notices: [{ to, lane: lane(state), model, because: ["picked up, and nothing recorded since"] }],
    next,
  };
};

const due = (timer: Timer, state: CaseState, by: Following): Due => {
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
  }
};

export type TimerDecision = Decision | { readonly ok: false; readonly because: "not there" | "too early" };

/**
 * What a timer that fired leads to. The case is read as it stands: one that is done, or that fired before its time by
 * duty time, leads to nothing, and says which.
 */
export const decideTimer = (state: CaseState, timerId: string, by: Following): TimerDecision => {
  const timer = state.timers.find(({ id }) => id === timerId);
  if (timer === undefined) return { ok: false, because: "not there" };
  if (by.now < timer.dueAt) return { ok: false, because: "too early" };
  const { outcome, because, events: happened = [], notices: asked, next } = due(timer, state, by);
  const done = timerDone(timer, { outcome, because }, by);
  const notices = asked.map((notice) => makeNotice(notice, by.nextId));
  const events: readonly NewCaseEvent[] = [
    done,
    ...happened,
    ...next.map((one) => setTimer(one, by)),
    ...notices.map((notice) => noticeIssued(notice, by.now)),
  ];
  return { ok: true, events, notices, state: events.reduce<CaseState>(applyEvent, state) };
};
