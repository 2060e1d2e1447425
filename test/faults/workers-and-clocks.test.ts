import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { plusMilliseconds } from "../../src/domain/instant.ts";
import type { Clock } from "../../src/ports.ts";
import { colleague, deskOfficer, socialWorker } from "../support/refer.ts";
import { audit, leftBehind, type Left } from "./support/audit.ts";
import { tellLive } from "./support/live.ts";
import { picksUp, refers } from "./support/people.ts";
import { tallyFor } from "./support/tally.ts";
import { aFewAtATime } from "./support/try-each.ts";
import { count, openWorlds, type World, type Worlds } from "./support/world.ts";

// Two workers share one story, a second at a time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 90_000 });

const tally = tallyFor("two workers");
let worlds: Worlds;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const anHour = 3_600_000;

/** By how many hours a worker's two clocks are wrong, and whether it ends once it has done harm. */
type Wrong = { readonly duty: number; readonly machine: number; readonly ends: boolean };

const wrongClock = ({ clock }: World, { duty, machine }: Wrong): Clock => ({
  dutyNow: () => plusMilliseconds(clock.dutyNow(), duty * anHour),
  machineNow: () => plusMilliseconds(clock.machineNow(), machine * anHour),
});

const urgent = { suspect: ["in-custody"] };

/**
 * One bot answers Slack; a worker whose clocks are wrong is alone with the first referral, and then another one shares
 * the work with it, or takes it over, on the same database and the same Redis.
 */
const story = async (wrong: Wrong, without?: Left) => {
  const world = await worlds.next();
  const shared = { redisUrl: inject("redisUrl"), prefix: `faults-${randomUUID()}` };
  const teller = await tellLive(world, () => world.startBot({ ...shared, role: "web" }));
  const astray = await world.startBot({ ...shared, role: "worker", clock: wrongClock(world, wrong) });
  try {
    await teller.take(refers(socialWorker, urgent));
    expect(await count(world, sql`SELECT 1 FROM outbox WHERE state = 'sent'`)).toBeGreaterThan(0);
    if (wrong.ends) astray.kill();
    await world.startBot({ ...shared, role: "worker" });
    await teller.take(refers(colleague));
    await teller.passing("2026-09-01T10:06:00+01:00");
    await teller.take(picksUp(deskOfficer));
    await teller.passing("2026-09-01T10:20:00+01:00");
    // By a clock that is fast there is always something more to do: what is asked is what it leaves.
    astray.kill();
    await teller.settled();
    return { ...(await audit(world, teller.told(), without)), left: await leftBehind(world) };
  } finally {
    await world.close();
  }
};

const hours = [-1, 0, 1] as const;
const inWords = ({ duty, machine, ends }: Wrong): string =>
  `duty clock ${duty} h, machine clock ${machine} h${ends ? ", and then gone" : ""}`;

describe("two workers on one database and one Redis", () => {
  it("do everything once between them, also when the clocks of one are an hour wrong", async () => {
    const { lost, repeats, left } = await story({ duty: 0, machine: 0, ends: false });
    expect(lost).toEqual([]);
    expect(repeats).toBe(0);
    const pairs = hours.flatMap((duty) =>
      hours.flatMap((machine) => [true, false].map((ends): Wrong => ({ duty, machine, ends }))),
    );
    await aFewAtATime(pairs, 4, async (wrong) => {
      // A worker whose duty clock is wrong looks at things early: it may say more, and never less.
      const found = await story(wrong, wrong.duty === 0 ? left : undefined);
      tally.note({ journey: "two referrals", site: "a worker", fault: inWords(wrong), ...found });
    });
    expect(tally.losses()).toEqual([]);
    expect(tally.tried()).toBe(pairs.length);
  });
});
