import { setTimeout as wait } from "node:timers/promises";
import type { Told } from "./audit.ts";
import type { MortalBot } from "./mortal-bot.ts";
import { tidiesUp, type Desk, type Step } from "./people.ts";
import { nextDue } from "./story.ts";
import { undone } from "./work.ts";
import type { World } from "./world.ts";

/** Tells a story to a bot whose own workers and loops do what is due, in their own time. */
export type LiveTeller = {
  readonly bot: () => MortalBot;
  readonly take: (step: Step) => Promise<void>;
  /** Lets duty time pass; everything falls due at its own instant. */
  readonly passing: (until: string) => Promise<void>;
  /** Waits until nothing is due that is not done. */
  readonly settled: () => Promise<void>;
  readonly told: () => Told;
};

const aLease = 61_000;
/** After so many milliseconds of real time a lease counts as run out: machine time is moved past it. */
const nothingMoves = 4_000;
const within = 60_000;
const tries = 8;

export const tellLive = async (world: World, start: () => Promise<MortalBot>): Promise<LiveTeller> => {
  let bot = await start();
  const acknowledged = new Set<string>();
  const unfinished: string[] = [];
  const desk = (): Desk => ({ world, bot, acknowledged });
  const alive = async (): Promise<void> => {
    if (bot.isDead()) bot = await start();
  };
  const settled = async (): Promise<void> => {
    const began = performance.now();
    let moved = began;
    for (;;) {
      await alive();
      if ((await undone(world)) === 0 || performance.now() - began > within) return;
      if (performance.now() - moved > nothingMoves) {
        world.passes(aLease);
        moved = performance.now();
      }
      await wait(20);
    }
  };
  const take = async (step: Step): Promise<void> => {
    await tidiesUp(desk());
    for (let attempt = 0; attempt < tries; attempt += 1) {
      await step.does(desk());
      await settled();
      if (await step.knows(desk())) return;
    }
    unfinished.push(`whoever ${step.name} could not get it done`);
  };
  const passing = async (until: string): Promise<void> => {
    for (let due = await nextDue(world, until); due !== undefined; due = await nextDue(world, until)) {
      if (Date.parse(due) > Date.parse(world.dutyNow())) world.dutyIs(due);
      await settled();
      if ((await undone(world)) === 0) continue;
      unfinished.push(`what fell due at ${due} was not done within a minute`);
      break;
    }
    world.dutyIs(until);
    await settled();
  };
  return {
    bot: () => bot,
    take,
    passing,
    settled,
    told: () => ({ acknowledged, unfinished, store: bot.services.store }),
  };
};
