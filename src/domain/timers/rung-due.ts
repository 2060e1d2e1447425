import { laneOf } from "../notices/lane.ts";
import { agencySchema, type Agency } from "../agency.ts";
import type { Area, Slot } from "../area/area-schema.ts";
import type { CaseState, Timer } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { openHopsOnDuty } from "../case/legs.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { millisecondsIn, plusMilliseconds } from "../instant.ts";
import { referralPost } from "../notices/referral-post.ts";
import { climb, type Told } from "./climb.ts";
import { skip, type Due } from "./due.ts";
import { lastResort } from "./last-resort.ts";
import { minutesWaiting, openHopOf, reachRung, rungsOf } from "./ladder.ts";
import { nextRung, nextSenderUpdate, timerDone, type TimerAsked } from "./set-timer.ts";

type Waiting = {
  readonly agency: Agency;
  /** The hop that nobody has. */
  readonly open: number;
  readonly state: CaseState;
  readonly by: Following;
};

/** The hop that the reader would take: a senior officer who takes it ends the leg, and does not only pass it on. */
const hopFor = ({ to, tell }: Told, { agency, open, state, by }: Waiting): number => {
  const onDuty = openHopsOnDuty(agency, state);
  const own = onDuty.find((index) => state.hops[index]?.slot === tell);
  const last = onDuty.at(-1) ?? open;
  if (own !== undefined || !("person" in to)) return own ?? open;
  return mayTakeSlot(to.person, by.area.slots[state.hops[last]?.slot ?? ""], by.area) ? last : open;
};

const mayTakeSlot = (person: string, slot: Slot | undefined, { people }: Area): boolean => {
  const roles = people.find((one) => one.person === person)?.roles ?? [];
  return slot?.kind === "person-on-call" && roles.some((role) => slot.takenBy.includes(role));
};

const tellRung = (told: Told, waiting: Waiting): NoticeAsked => {
  const { to, tell } = told;
  const { agency, state, by } = waiting;
  const waitingMinutes = minutesWaiting(agency, state, by.now);
  return {
    to,
    lane: laneOf(state),
    model: { ...referralPost(state, hopFor(told, waiting), by), waitingMinutes },
    because: [`nobody has it after ${waitingMinutes} minutes, so ${tell} is told`],
  };
};

/** A rung again after its interval; `step` is what the timer will stand at. */
const repeat = (rungAt: number, step: number, { agency, state, by }: Waiting): readonly TimerAsked[] => {
  const rung = rungsOf(agency, state, by.area)[rungAt];
  if (rung?.repeatEvery === undefined || rung.repeatEvery === 0) return [];
  const dueAt = plusMilliseconds(by.now, rung.repeatEvery * millisecondsIn.minute);
  return [{ kind: "rung", subject: agency, step, dueAt, because: `${rung.tell} is told again` }];
};

/** The rung again after its interval, or the next one, whichever comes first. */
const afterRung = (step: number, waiting: Waiting): readonly TimerAsked[] => {
  const { agency, state, by } = waiting;
  const next = nextRung(agency, step + 1, state, by);
  const again = repeat(step, step, waiting);
  return again.some(({ dueAt }) => dueAt < next.dueAt) ? again : [next];
};

/** Once the sender was told to ring, the last rung alone is told at its interval, with one message each time. */
const afterTheEnd = (waiting: Waiting): readonly TimerAsked[] => {
  const { length } = rungsOf(waiting.agency, waiting.state, waiting.by.area);
  return repeat(length - 1, length + 1, waiting);
};

const lastRungAgain = (waiting: Waiting): Due => {
  const { agency, state, by } = waiting;
  const next = afterTheEnd(waiting);
  const rung = rungsOf(agency, state, by.area).at(-1);
  if (rung === undefined) return skip("the area has no ladder for this agency");
  const reached = reachRung(rung, state, by, by.now);
  if ("skipped" in reached) return skip(reached.skipped, next);
  const notices = [tellRung({ to: reached.to, tell: rung.tell }, waiting)];
  return { outcome: "told", because: "still nobody has it", notices, next };
};

const toldToRing = { outcome: "skipped", because: "the sender is told to ring instead" } as const;

const climbed = (timer: Timer, waiting: Waiting): Due => {
  const { agency, state, by } = waiting;
  const { told, skipped, step } = climb(timer.step, waiting);
  const atTheEnd = step >= rungsOf(agency, state, by.area).length - 1;
  const ring = atTheEnd ? lastResort(agency, state, by) : [];
  const notices = [...told.map((one) => tellRung(one, waiting)), ...ring];
  // The sender has just been told to ring: the next update counts from now, and says so again.
  const updates =
    ring.length === 0 ? [] : state.timers.filter((one) => one.kind === "sender" && one.subject === agency);
  const rungsToCome = atTheEnd ? afterTheEnd(waiting) : afterRung(step, waiting);
  const passed = skipped.map((why) => `; passed over: ${why}`).join("");
  return {
    outcome: notices.length === 0 ? "skipped" : "told",
    because: `nobody has it after ${minutesWaiting(agency, state, by.now)} minutes${passed}`,
    events: updates.map((one) => timerDone(one, toldToRing, by)),
    notices,
    next: [...rungsToCome, ...(ring.length === 0 ? [] : nextSenderUpdate(agency, state, by))],
  };
};

/**
 * A rung of an agency's ladder whose time has come. One step past the last rung stands for telling people to ring, and
 * two for the last rung's repeats after that, so that a repeat is one message and never tells them all again.
 */
export const rungDue = (timer: Timer, state: CaseState, by: Following): Due => {
  const agency = agencySchema.parse(timer.subject);
  const open = openHopOf(agency, state);
  if (open === undefined) return skip("somebody has it");
  const waiting = { agency, open, state, by };
  return timer.step > rungsOf(agency, state, by.area).length
    ? lastRungAgain(waiting)
    : climbed(timer, waiting);
};
