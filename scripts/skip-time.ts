import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../src/casework/context.ts";
import { reconcile } from "../src/casework/reconcile.ts";
import { sweep } from "../src/casework/sweep.ts";
import { epochMilliseconds, type Instant } from "../src/domain/instant.ts";
import type { AlarmCheck } from "../src/watch-ports.ts";
import type { DutyClock } from "./duty-clock.ts";

export type Skipping = {
  readonly duty: DutyClock;
  /** What a sweep works with. */
  readonly context: Context;
  /** Undefined without Redis. */
  readonly alarmCheck?: AlarmCheck | undefined;
  /** Told of what went wrong on the way: it stops nothing. */
  readonly onFault: (fault: unknown) => void;
  /** Told each time that duty time has moved. */
  readonly moved: () => void;
  /** Asked before each step: true ends the skip where it is. */
  readonly isOver: () => boolean;
};

export type Skipped = {
  /** The instants at which something fell due on the way. */
  readonly stoppedAt: readonly Instant[];
  readonly arrived: boolean;
};

const betweenSweeps = 100;
/** Machine time for what falls due at one instant: messages leave at one a second in a channel. */
const stepWithin = 20_000;
const atOnce = 1_000;

const earliestOpen = async ({ context }: Skipping): Promise<Instant | undefined> => {
  let earliest: Instant | undefined;
  let after = "";
  for (;;) {
    const page = await context.timers.open(after, atOnce);
    for (const { dueAt } of page) if (earliest === undefined || dueAt < earliest) earliest = dueAt;
    if (page.length < atOnce) return earliest;
    after = page.at(-1)?.id ?? after;
  }
};

const isSettled = async ({ context }: Skipping): Promise<boolean> => {
  const due = await context.timers.due(context.clock.dutyNow(), 1);
  const open = await context.watch.openMessages("", 1);
  return due.length === 0 && open.length === 0;
};

/** Sweeps until nothing that is due by now is undone and every message has left; false when that takes too long. */
const settle = async (by: Skipping): Promise<boolean> => {
  const until = epochMilliseconds(by.context.clock.machineNow()) + stepWithin;
  while (!by.isOver()) {
    const { faults } = await sweep(by.context);
    faults.forEach(by.onFault);
    if (await isSettled(by)) return true;
    if (epochMilliseconds(by.context.clock.machineNow()) > until) return false;
    await pause(betweenSweeps);
  }
  return false;
};

const step = async (by: Skipping, to: Instant): Promise<boolean> => {
  by.duty.holdAt(to);
  by.moved();
  return settle(by);
};

/**
 * Moves duty time forwards to an instant, from due instant to due instant, and at each does what falls due: so the rungs
 * of a ladder ring in their order, each at its own time. Then the alarm clock is put right. Duty time stands still
 * meanwhile, and runs on from where the skip ended.
 */
export const skipTo = async (by: Skipping, target: Instant): Promise<Skipped> => {
  const stoppedAt: Instant[] = [];
  try {
    let settled = await step(by, by.duty.clock.dutyNow());
    while (settled) {
      const next = await earliestOpen(by);
      if (next === undefined || next > target) break;
      stoppedAt.push(next);
      settled = await step(by, next);
    }
    const arrived = settled && (await step(by, target));
    return { stoppedAt, arrived };
  } finally {
    by.duty.run();
    // Without alarms the bot's own sweeper does what falls due, a second later.
    if (by.alarmCheck !== undefined) await reconcile(by.context, by.alarmCheck).catch(by.onFault);
    by.moved();
  }
};
