import { epochMilliseconds, type Instant } from "../domain/instant.ts";
import type { Context } from "./context.ts";
import { deliver } from "./deliver.ts";
import { fireTimer } from "./fire-timer.ts";

const messagesAtOnce = 50;
const timersAtOnce = 200;
/** One workspace that does not answer must not hold up the messages of the other. */
const sentTogether = 8;

/** Milliseconds of machine time for which the alarm clock is let go first, since the work was seen to be due. */
export type Grace = { readonly timers: number; readonly messages: number };
export const noGrace: Grace = { timers: 0, messages: 0 };

/** When what is due was first seen to be due, by machine time: a story's clock may stand still, this one does not. */
export type Seen = { readonly timers: Map<string, number>; readonly messages: Map<string, number> };
export const nothingSeen = (): Seen => ({ timers: new Map(), messages: new Map() });

export type Swept = {
  readonly timers: number;
  readonly sent: number;
  /** How much of that the alarm clock had been given its time for. */
  readonly beyondGrace: number;
  readonly faults: readonly unknown[];
};

/** Does each piece of work in order, so many at a time; the fault of one stops none of the others. */
const each = async <T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<boolean>) => {
  const faults: unknown[] = [];
  let done = 0;
  const left = all.values();
  const take = async (): Promise<void> => {
    for (const one of left) {
      try {
        if (await work(one)) done += 1;
      } catch (fault) {
        faults.push(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return { done, faults };
};

/** What has been seen due for at least the grace; what is not due any more is forgotten. */
const ripe = <T extends { readonly id: string }>(
  due: readonly T[],
  seen: Map<string, number>,
  now: Instant,
  grace: number,
): readonly T[] => {
  const at = epochMilliseconds(now);
  const ids = new Set(due.map(({ id }) => id));
  for (const id of seen.keys()) if (!ids.has(id)) seen.delete(id);
  for (const id of ids) if (!seen.has(id)) seen.set(id, at);
  return due.filter(({ id }) => at - (seen.get(id) ?? at) >= grace);
};

/**
 * Does whatever is due and has not been done, from the database alone: first the timers that have fallen due by duty
 * time, the earliest first, then the messages that are to leave. It never waits for Redis, so that a flushed or missing
 * alarm clock makes Tandem late by seconds, not silent; one that works is given a grace to do it first.
 */
export const sweep = async (
  context: Context,
  grace: Grace = noGrace,
  seen: Seen = nothingSeen(),
): Promise<Swept> => {
  const due = await context.timers.due(context.clock.dutyNow(), timersAtOnce);
  const timers = await each(
    ripe(due, seen.timers, context.clock.machineNow(), grace.timers),
    1,
    async ({ id, ref }) => (await fireTimer(context, { ref, timer: id })) === "done",
  );
  const waiting = await context.outbox.due(context.clock.machineNow(), messagesAtOnce);
  const messages = await each(
    ripe(waiting, seen.messages, context.clock.machineNow(), grace.messages),
    sentTogether,
    async ({ id }) => (await deliver(context, id)) === "sent",
  );
  const beyondGrace = (grace.timers > 0 ? timers.done : 0) + (grace.messages > 0 ? messages.done : 0);
  return {
    timers: timers.done,
    sent: messages.done,
    beyondGrace,
    faults: [...timers.faults, ...messages.faults],
  };
};
