import { agencyOfSlot, agencySchema } from "../agency.ts";
import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Timer } from "../case/case-state.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Address, Notice } from "../notices/notice.ts";
import { reachRung, rungsOf, sameAddress } from "./ladder.ts";
import { nextRung, setTimer, timerDone } from "./set-timer.ts";

/** The rung to go on with: not the one that leads to the very reader who could not be reached. */
const stepPast = (timer: Timer, to: Address, state: CaseState, by: Following): number => {
  const agency = agencySchema.parse(timer.subject);
  const rung = rungsOf(agency, state, by.area)[timer.step];
  const reached = rung === undefined ? undefined : reachRung(rung, state, by, by.now);
  return reached !== undefined && "to" in reached && sameAddress(reached.to, to)
    ? timer.step + 1
    : timer.step;
};

/**
 * A post that can never be delivered is read by nobody, so the next rung of its agency is told now. Once the ladder is at
 * its end everybody has been told to ring, and nothing is brought forward.
 */
export const bringForward = (notice: Notice, state: CaseState, by: Following): readonly NewCaseEvent[] => {
  const { model, to, edits } = notice;
  const hop = model.kind === "referral-post" && edits === undefined ? state.hops[model.hop] : undefined;
  if (hop === undefined || hop.had !== undefined) return [];
  const agency = agencyOfSlot(hop.slot);
  const timer = state.timers.find((one) => one.kind === "rung" && one.subject === agency);
  if (timer === undefined || timer.step > rungsOf(agency, state, by.area).length) return [];
  const next = nextRung(agency, stepPast(timer, to, state, by), state, by);
  const because = "a message could not be delivered, so the next rung is told at once";
  return [
    timerDone(timer, { outcome: "skipped", because }, by),
    setTimer({ ...next, dueAt: by.now, because }, by),
  ];
};
