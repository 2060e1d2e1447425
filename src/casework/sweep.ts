import type { Context } from "./context.ts";
import { deliver } from "./deliver.ts";
import { fireTimer } from "./fire-timer.ts";

const messagesAtOnce = 50;
const timersAtOnce = 200;

export type Swept = { readonly timers: number; readonly sent: number; readonly faults: readonly unknown[] };

/** Does each piece of work; the fault of one stops none of the others. */
const each = async <T>(all: readonly T[], work: (one: T) => Promise<boolean>) => {
  const faults: unknown[] = [];
  let done = 0;
  for (const one of all) {
    try {
      if (await work(one)) done += 1;
    } catch (fault) {
      faults.push(fault);
    }
  }
  return { done, faults };
};

/**
 * Does whatever is due and has not been done, from the database alone: first the timers that have fallen due by duty
 * time, the earliest first, then the messages that are to leave. It never waits for Redis, so that a flushed or missing
 * alarm clock makes Tandem late by seconds, not silent.
 */
export const sweep = async (context: Context): Promise<Swept> => {
  const due = await context.timers.due(context.clock.dutyNow(), timersAtOnce);
  const timers = await each(
    due,
    async ({ id, ref }) => (await fireTimer(context, { ref, timer: id })) === "done",
  );
  const waiting = await context.outbox.due(context.clock.machineNow(), messagesAtOnce);
  const messages = await each(waiting, async ({ id }) => (await deliver(context, id)) === "sent");
  return { timers: timers.done, sent: messages.done, faults: [...timers.faults, ...messages.faults] };
};
