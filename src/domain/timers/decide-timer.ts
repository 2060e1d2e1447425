import { agencyOfSlot, agencySchema, type Agency } from "../agency.ts";
import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Timer } from "../case/case-state.ts";
import type { Decision } from "../case/decide-answer.ts";
import { applyEvent } from "../case/fold.ts";
import { makeNotice, noticeIssued, type NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { epochMilliseconds, millisecondsIn, plusMilliseconds } from "../instant.ts";
import type { Address, NoticeModel } from "../notices/notice.ts";
import { slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import { referralPost } from "../notices/referral-post.ts";
import { skip, type Due } from "./due.ts";
import { dueReminder } from "./due-reminder.ts";
import { ladderOf, openHopOf, reachRung, rungsOf } from "./ladder.ts";
import { mayBeTold } from "./on-duty.ts";
import { isOnShift } from "./shift.ts";
import { nextIdleCheck, nextRung, nextSenderUpdate, setTimer, type TimerAsked } from "./set-timer.ts";

const minutesWaiting = (state: CaseState, by: Following): number =>
  Math.floor((epochMilliseconds(by.now) - epochMilliseconds(state.enteredAt)) / millisecondsIn.minute);

const lane = (state: CaseState) => (state.urgency === "urgent" ? "urgent" : "normal");

const managersOf = (agency: Agency, state: CaseState, by: Following): readonly string[] =>
  by.area.people
    .filter((one) => one.agency === agency && one.roles.includes("manager"))
    .filter(({ person }) => mayBeTold(state, by, person))
    .filter((one) => isOnShift(by, one, by.now))
    .map(({ person }) => person);

/** Past the last rung people ring: the sender, and the manager on duty of the agency that does not answer. */
const lastResort = (agency: Agency, state: CaseState, by: Following): Due => {
  const ladder = ladderOf(agency, by.area);
  if (ladder === undefined) return skip("the area has no ladder for this agency");
  const model: NoticeModel = {
    kind: "ring-now",
    ref: state.ref,
    areaName: by.area.name,
    minutes: minutesWaiting(state, by),
    says: ladder.lastResort.says,
    telephone: ladder.lastResort.telephone,
  };
  const because = ["nobody on the ladder has it, so people must ring"];
  const sender = { installation: state.installation, person: state.sender };
  const installation = by.area.agencies[agency]?.installation;
  const managers =
    installation === undefined
      ? []
      : managersOf(agency, state, by).map((person) => ({ installation, person }));
  const notices = [sender, ...managers].map((to): NoticeAsked => ({ to, lane: "urgent", model, because }));
  return { outcome: "told", because: "the ladder is at its end", notices, next: [] };
};

/** The rung again after its interval, or the next one, whichever comes first. */
const afterRung = (timer: Timer, agency: Agency, state: CaseState, by: Following): readonly TimerAsked[] => {
  const rungs = rungsOf(agency, state, by.area);
  const rung = rungs[timer.step];
  const further = rungs[timer.step + 1] === undefined ? [] : [nextRung(agency, timer.step + 1, state, by)];
  if (rung?.repeatEvery === undefined) return further;
  const dueAt = plusMilliseconds(by.now, rung.repeatEvery * millisecondsIn.minute);
  const because = `${rung.tell} is told again`;
  const repeat: TimerAsked = { kind: "rung", subject: agency, step: timer.step, dueAt, because };
  return further.some((one) => one.dueAt <= dueAt) ? further : [repeat];
};

type Telling = { readonly to: Address; readonly tell: string; readonly open: number };

const rungTold = ({ to, tell, open }: Telling, state: CaseState, by: Following): NoticeAsked => {
  const waitingMinutes = minutesWaiting(state, by);
  return {
    to,
    lane: lane(state),
    model: { ...referralPost(state, open, by), waitingMinutes },
    because: [`nobody has it after ${waitingMinutes} minutes, so ${tell} is told`],
  };
};

const rungDue = (timer: Timer, state: CaseState, by: Following): Due => {
  const agency = agencySchema.parse(timer.subject);
  const open = openHopOf(agency, state);
  if (open === undefined) return skip("somebody has it");
  const rungs = rungsOf(agency, state, by.area);
  const rung = rungs[timer.step];
  if (rung === undefined) return lastResort(agency, state, by);
  const reached = reachRung(rung, state, by, by.now);
  if ("skipped" in reached)
    return skip(reached.skipped, [{ ...nextRung(agency, timer.step + 1, state, by), dueAt: by.now }]);
  const atTheEnd = rungs[timer.step + 1] === undefined ? lastResort(agency, state, by).notices : [];
  return {
    outcome: "told",
    because: `nobody has it after ${minutesWaiting(state, by)} minutes`,
    notices: [rungTold({ to: reached.to, tell: rung.tell, open }, state, by), ...atTheEnd],
    next: afterRung(timer, agency, state, by),
  };
};

const senderDue = (timer: Timer, state: CaseState, by: Following): Due => {
  const agency = agencySchema.parse(timer.subject);
  const open = openHopOf(agency, state);
  const hop = open === undefined ? undefined : state.hops[open];
  if (hop === undefined) return skip("somebody has it");
  const model: NoticeModel = {
    kind: "sender-waiting",
    ref: state.ref,
    areaName: by.area.name,
    minutes: minutesWaiting(state, by),
    team: slotOfHop(hop, by.area).name,
    telephone: telephoneOfHop(hop, by.area),
  };
  const to = { installation: state.installation, person: state.sender };
  return {
    outcome: "told",
    because: "nobody has it yet",
    notices: [{ to, lane: lane(state), model, because: ["the sender is told that nobody has it yet"] }],
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
  const { outcome, because, notices: asked, next } = due(timer, state, by);
  const done: NewCaseEvent = {
    type: "TimerDone",
    version: 1,
    header: { by: "tandem", at: by.now, enteredAt: by.now, timer: timerId, outcome, because: [because] },
  };
  const notices = asked.map((notice) => makeNotice(notice, by.nextId));
  const events = [
    done,
    ...next.map((one) => setTimer(one, by)),
    ...notices.map((notice) => noticeIssued(notice, by.now)),
  ];
  return { ok: true, events, notices, state: events.reduce<CaseState>(applyEvent, state) };
};
