import { sql } from "drizzle-orm";
import { z } from "zod";
import { audit, leftBehind, type Audit, type Left, type Told } from "./audit.ts";
import type { MortalBot } from "./mortal-bot.ts";
import { tidiesUp, type Desk, type Step } from "./people.ts";
import { work } from "./work.ts";
import type { World, Worlds } from "./world.ts";

/** Duty time passes, and everything falls due at its own instant. */
export type Passing = { readonly until: string };

export type Journey = {
  readonly name: string;
  /** What has happened before anything goes wrong. */
  readonly before: readonly (Step | Passing)[];
  /** Where the faults strike. */
  readonly watched: readonly (Step | Passing)[];
  /** Until when everything is then left to itself, so that what fell by the wayside would show. */
  readonly until: string;
};

type Watch = (world: World, bot: MortalBot) => () => void;

/** Something that goes wrong once, at one site of a journey. */
export type Fault = {
  readonly site: string;
  readonly kind: string;
  /** Lies in wait in a bot and its world from now on, until the answer is called. */
  readonly set: Watch;
  readonly hasStruck: () => boolean;
};

const aLease = 61_000;
const tries = 8;

type Teller = {
  readonly world: World;
  readonly acknowledged: Set<string>;
  readonly unfinished: string[];
  bot: MortalBot;
};

/** A killed bot is followed by another, a minute later: no alarm of the first one rings any more. */
const settle = async (teller: Teller): Promise<void> => {
  const { world } = teller;
  for (let bots = 0; bots < tries; bots += 1) {
    const alarms = bots === 0;
    if (teller.bot.isDead()) {
      world.passes(aLease);
      teller.bot = await world.startBot();
      await work(world, teller.bot, { alarms: false });
    } else await work(world, teller.bot, { alarms });
    if (!teller.bot.isDead()) return;
  }
};

const deskOf = ({ world, bot, acknowledged }: Teller): Desk => ({ world, bot, acknowledged });

const untilKnown = async (teller: Teller, step: Step): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    await step.does(deskOf(teller));
    await settle(teller);
    if (await step.knows(deskOf(teller))) return;
  }
  teller.unfinished.push(`whoever ${step.name} could not get it done`);
};

const tell = async (teller: Teller, step: Step): Promise<void> => {
  await tidiesUp(deskOf(teller));
  await untilKnown(teller, step);
};

/** The next instant of duty time, up to an end, at which something falls due. */
export const nextDue = async (world: World, end: string): Promise<string | undefined> => {
  const [found] = await world.query(
    sql`SELECT to_char(min(due_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM timers
        WHERE due_at <= ${end}`,
    { at: z.string().nullable() },
  );
  return found?.at ?? undefined;
};

const letPass = async (teller: Teller, { until }: Passing): Promise<void> => {
  const { world } = teller;
  for (let due = await nextDue(world, until); due !== undefined; due = await nextDue(world, until)) {
    if (Date.parse(due) > Date.parse(world.dutyNow())) world.dutyIs(due);
    await settle(teller);
    if ((await nextDue(world, due)) !== undefined) break;
  }
  world.dutyIs(until);
  await settle(teller);
};

/** Tells a journey in a world, with a fault in it or somebody who looks on. */
const play = async (world: World, journey: Journey, fault: Pick<Fault, "set">): Promise<Teller> => {
  const teller: Teller = {
    world,
    acknowledged: new Set(),
    unfinished: [],
    bot: await world.startBot(),
  };
  const take = (one: Step | Passing) => ("until" in one ? letPass(teller, one) : tell(teller, one));
  for (const one of journey.before) await take(one);
  const ignore = fault.set(world, teller.bot);
  for (const one of journey.watched) await take(one);
  ignore();
  await letPass(teller, journey);
  return teller;
};

const toldBy = ({ acknowledged, unfinished, bot }: Teller): Told => ({
  acknowledged,
  unfinished,
  store: bot.services.store,
});

/**
 * Tells a journey to a bot that is to die in the middle of it, wherever that bot runs, as far as it gets; then, by
 * another one, to its end.
 */
export const tellOn = async (world: World, doomed: Desk["bot"], journey: Journey) => {
  const acknowledged = new Set<string>();
  for (const one of journey.watched) {
    if ("until" in one || doomed.isDead()) continue;
    await one.does({ world, bot: doomed, acknowledged });
    await one.knows({ world, bot: doomed, acknowledged });
  }
  return {
    thenBy: async (start: () => Promise<MortalBot>): Promise<Told> => {
      world.passes(aLease);
      const teller: Teller = { world, acknowledged, unfinished: [], bot: await start() };
      await settle(teller);
      for (const one of journey.watched) {
        if ("until" in one || (await one.knows(deskOf(teller)))) continue;
        // The window is still open, with everything in it.
        await untilKnown(teller, one);
      }
      await letPass(teller, journey);
      return toldBy(teller);
    },
  };
};

/** A journey without a fault that is told to `look` alone: what it leaves, which every run with a fault must leave too. */
export const dryRun = async (worlds: Worlds, journey: Journey, look: Watch): Promise<Left> => {
  const world = await worlds.next();
  try {
    const teller = await play(world, journey, { set: look });
    const { lost, repeats } = await audit(world, toldBy(teller));
    if (lost.length > 0 || repeats > 0) throw new Error(`without a fault: ${lost.join("; ")}`);
    return await leftBehind(world);
  } finally {
    await world.close();
  }
};

/** A journey with one fault in it, in a world of its own; undefined when the fault never struck, which proves nothing. */
export const withFault = async (
  worlds: Worlds,
  journey: Journey,
  fault: Fault,
  without: Left,
): Promise<Audit | undefined> => {
  const world = await worlds.next();
  try {
    const teller = await play(world, journey, fault);
    return fault.hasStruck() ? await audit(world, toldBy(teller), without) : undefined;
  } finally {
    await world.close();
  }
};
