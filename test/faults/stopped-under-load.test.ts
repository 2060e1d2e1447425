import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { z } from "zod";
import { sql } from "drizzle-orm";
import type { Sender } from "../support/refer.ts";
import { audit } from "./support/audit.ts";
import { refers, tidiesUp, type Desk } from "./support/people.ts";
import { startProcess } from "./support/start-process.ts";
import { tallyFor } from "./support/tally.ts";
import { undone, work } from "./support/work.ts";
import { area, count, openWorlds, type World, type Worlds } from "./support/world.ts";

// Forty referrals, and a message a second in each channel.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 90_000 });

const tally = tallyFor("SIGTERM");
let worlds: Worlds;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const atOnce = 40;
const user = (at: number): string => `U0CMANY${at}`;
const senders = Array.from({ length: atOnce }, (_, at): Sender => ({
  installation: "council",
  user: user(at),
  channel: "C0CDUTY",
}));

/** The fictional area with forty more social workers, all at their desks. */
const crowded = {
  ...area,
  people: [
    ...area.people,
    ...senders.map((_, at) => ({
      person: `demo-worker-${at}`,
      name: `Demo Worker ${at}`,
      agency: "social-care" as const,
      roles: ["duty-worker" as const],
      teams: ["social-care.duty-team" as const],
      identities: [{ installation: "council", team: "T0COUNCIL", user: user(at) }],
    })),
  ],
};

/** Opens the window and fills it in, so that only the sending is left. */
const readyToSend = (sender: Sender) => refers(sender, {});

const drained = async (world: World, desk: Desk & { readonly bot: Parameters<typeof work>[1] }) => {
  for (let rounds = 0; rounds < 6 && (await undone(world)) > 0; rounds += 1)
    await work(world, desk.bot, { alarms: false });
};

it("SIGTERM with forty referrals in flight: it ends in order, and each that was acknowledged is there once", async () => {
  const world = await worlds.crowded(crowded);
  const registering = await world.startBot();
  await registering.services.context.people.register(crowded, world.dutyNow());
  const child = await startProcess(world, { redisUrl: inject("redisUrl") });
  try {
    const acknowledged = new Set<string>();
    const desk: Desk = { world, bot: child, acknowledged };
    const steps = senders.map(readyToSend);
    const sending = steps.map((step) => step.does(desk));
    await expect
      .poll(() => count(world, sql`SELECT 1 FROM cases`), { interval: 5, timeout: 20_000 })
      .toBeGreaterThan(3);
    child.signal("SIGTERM");
    await Promise.all(sending);
    expect(await child.ended).toEqual({ code: 0, signal: null });
    const before = acknowledged.size;
    expect(before).toBeGreaterThan(0);
    expect(before, "the signal came when all was over").toBeLessThan(atOnce);

    const there = await world.query(sql`SELECT ref FROM cases`, { ref: z.string() });
    const lost = [...acknowledged].filter((ref) => !there.some((one) => one.ref === ref));
    expect(lost).toEqual([]);

    // The process ran by the wall clock, as it does in earnest, and its forms say so.
    world.dutyIs(new Date().toISOString());
    world.passes(61_000);
    const bot = await world.startBot();
    const after = { world, bot, acknowledged };
    for (const step of steps) {
      for (let attempt = 0; attempt < 4 && !(await step.knows(after)); attempt += 1) await step.does(after);
    }
    await tidiesUp(after);
    await drained(world, after);
    const found = await audit(world, { acknowledged, unfinished: [], store: bot.services.store });
    tally.note({ journey: "forty referrals", site: "with forty in flight", fault: "SIGTERM", ...found });
    expect(await count(world, sql`SELECT 1 FROM cases`)).toBe(atOnce);
    expect(tally.losses()).toEqual([]);
    expect(tally.tried()).toBeGreaterThanOrEqual(1);
  } finally {
    child.signal("SIGKILL");
    await world.close();
  }
});
