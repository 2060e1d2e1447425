import { sql } from "drizzle-orm";
import { z } from "zod";
import { deliverJob } from "../../../jobs/deliver.ts";
import { timerJob } from "../../../jobs/timer.ts";
import { sweep } from "../../../src/casework/sweep.ts";
import type { MortalBot } from "./mortal-bot.ts";
import { count, type World } from "./world.ts";

const dueTimers = (world: World) =>
  sql`SELECT id, ref, due_at FROM timers WHERE due_at <= ${world.dutyNow()}`;

/** What is due and has not been done, all as of one moment: what is done leaves messages that are due. */
export const undone = (world: World): Promise<number> =>
  count(
    world,
    sql`SELECT id FROM outbox WHERE state IN ('pending', 'sending', 'unknown')
        UNION ALL SELECT id FROM (${dueTimers(world)}) timers`,
  );

const ignored = (): void => undefined;

/** Runs the jobs as alarms do that ring at once: one for each message and each timer. */
const ring = async (world: World, bot: MortalBot): Promise<void> => {
  const { context } = bot.services;
  const timers = await world.query(sql`${dueTimers(world)} ORDER BY due_at, id`, {
    id: z.string(),
    ref: z.string(),
  });
  for (const { id, ref } of timers) await timerJob(context)({ data: { ref, timer: id } }).catch(ignored);
  const messages = await world.query(
    sql`SELECT id FROM outbox WHERE state IN ('pending', 'unknown') ORDER BY lane DESC, position`,
    { id: z.string() },
  );
  for (const { id } of messages) await deliverJob(context)({ data: { outbox: id } }).catch(ignored);
};

const aMoment = 1_100;
const aWhile = 12_000;
const soon = 6;
const longEnough = 30;

/**
 * What a worker does until nothing is left that is due, or the bot dies: first as the alarms ring, unless they were lost,
 * then by sweeping. A fault of one piece of work stops none of the others and is met again in the next round, as in
 * `jobs/`. Bounded: what is still undone after thirty rounds, and five minutes of machine time, is stranded.
 */
export const work = async (
  world: World,
  bot: MortalBot,
  { alarms }: { readonly alarms: boolean },
): Promise<void> => {
  for (let round = 0; round < longEnough && !bot.isDead(); round += 1) {
    if ((await undone(world)) === 0 && round > 0) return;
    const rounds = async (): Promise<void> => {
      if (alarms) await ring(world, bot);
      await sweep(bot.services.sweeper).catch(ignored);
    };
    await Promise.race([rounds(), bot.died]);
    world.passes(round < soon ? aMoment : aWhile);
  }
};
