import type { DeskState } from "../domain/desk/desk-state.ts";
import { deskName, type Desk } from "../domain/desk/desk.ts";

/** The timers that a desk has set and an earlier state of it had not. */
export const deskTimerRows = (desk: Desk, state: DeskState, before?: DeskState) =>
  state.timers
    .filter((timer) => !(before?.timers.includes(timer) ?? false))
    .map(({ id, kind, dueAt }) => ({
      id,
      ref: deskName(desk),
      area: desk.area,
      kind,
      lane: "normal",
      due_at: dueAt,
    }));

/** The timers that an earlier state of a desk had and this one has not. */
export const deskTimersGone = (state: DeskState, before: DeskState) =>
  before.timers.filter(({ id }) => !state.timers.some((one) => one.id === id)).map(({ id }) => ({ id }));
