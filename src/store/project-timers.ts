import type { Instant } from "../domain/instant.ts";

type Timer = { readonly id: string; readonly kind: string; readonly dueAt: Instant };
type WithTimers = { readonly timers: readonly Timer[] };
type Of = { readonly stream: string; readonly area: string };

/** The timers that a desk or an area has set and an earlier state of it had not. */
export const timerRowsOf = ({ stream, area }: Of, state: WithTimers, before?: WithTimers) =>
  state.timers
    .filter((timer) => !(before?.timers.includes(timer) ?? false))
    .map(({ id, kind, dueAt }) => ({
      id,
      ref: stream,
      area,
      kind,
      lane: "normal",
      due_at: dueAt,
    }));

/** The timers that an earlier state of a desk or an area had and this one has not. */
export const timersGoneFrom = (state: WithTimers, before: WithTimers) =>
  before.timers.filter(({ id }) => !state.timers.some((one) => one.id === id)).map(({ id }) => ({ id }));
