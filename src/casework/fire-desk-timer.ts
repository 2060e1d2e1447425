import { lastClosing } from "../domain/calendar/last-closing.ts";
import {
  decideOpening,
  decideUnsigned,
  type DeskDeciding,
  type DeskDecision,
} from "../domain/desk/decide-desk.ts";
import type { DeskState, DeskTimer } from "../domain/desk/desk-state.ts";
import { agencyAt, deskName, teamAt, type Desk } from "../domain/desk/desk.ts";
import { handOverList } from "../domain/desk/hand-over-list.ts";
import type { Context } from "./context.ts";
import type { Fired } from "./fire-timer.ts";
import { wake } from "./wake.ts";

const casesAtMost = 200;

export const decidingAt = (context: Context, desk: Desk): DeskDeciding => ({
  desk,
  area: context.reference.area(desk.area).area,
  calendar: context.reference.calendar(),
  now: context.clock.dutyNow(),
  nextId: context.ids.next,
});

/** What the team takes over, read before its desk is locked: what comes later is in the record and in its channel. */
const gather = async (context: Context, by: DeskDeciding) => {
  const since = lastClosing(teamAt(by.desk, by.area).hours, by.calendar, by.now);
  const agency = agencyAt(by.desk);
  const asked = { area: by.desk.area, agency, since, limit: casesAtMost };
  const { cases, openInAll } = await context.desks.handedOver(asked);
  return { since, list: handOverList(cases, openInAll, { agency, since, now: by.now }) };
};

type Decide = (state: DeskState) => DeskDecision;

const decideFor = async (context: Context, timer: DeskTimer, by: DeskDeciding): Promise<Decide> => {
  if (timer.kind === "unsigned") return (state) => decideUnsigned(state, by);
  const gathered = await gather(context, by);
  return (state) => decideOpening(state, gathered, by);
};

/** A team's hours begin, or somebody should have signed for its list by now. */
export const fireDeskTimer = async (context: Context, desk: Desk, timerId: string): Promise<Fired> => {
  const by = decidingAt(context, desk);
  const timer = (await context.desks.read(desk)).timers.find(({ id }) => id === timerId);
  if (timer === undefined) return {};
  if (by.now < timer.dueAt) return { tooEarly: timer.dueAt };
  const decide = await decideFor(context, timer, by);
  const decided = await context.desks.change(desk, (state) => {
    if (!state.timers.some(({ id }) => id === timerId)) return { answer: undefined };
    const commit = decide(state);
    return { answer: commit, commit };
  });
  if (decided !== undefined) wake(context, { ref: deskName(desk), ...decided });
  return {};
};
