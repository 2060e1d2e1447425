import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { untilTrue } from "../../scripts/local-server.ts";
import { audit, type Left } from "./support/audit.ts";
import { journeys } from "./support/journeys.ts";
import { startProcess } from "./support/start-process.ts";
import { dryRun, tellOn, type Journey } from "./support/story.ts";
import { tallyFor } from "./support/tally.ts";
import { aFewAtATime } from "./support/try-each.ts";
import { openWorlds, type Worlds } from "./support/world.ts";

// Every pair starts a process of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 });

const tally = tallyFor("SIGKILL");
let worlds: Worlds;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const moments = ["before", "after"] as const;
type Site = { readonly site: string; readonly moment: (typeof moments)[number] };
const diesWithin = 20_000;

/** A process of its own takes the referral, and is gone at one site; a bot in this process finds what it left. */
const story = async (journey: Journey, killedAt: Site, without: Left) => {
  const world = await worlds.next();
  const child = await startProcess(world, { killedAt });
  try {
    const teller = await tellOn(world, child, journey);
    expect(await untilTrue(child.isDead, diesWithin), `${killedAt.moment} ${killedAt.site}`).toBe(true);
    expect(await child.ended).toMatchObject({ signal: "SIGKILL" });
    return await audit(world, await teller.thenBy(() => world.startBot()), without);
  } finally {
    child.signal("SIGKILL");
    await world.close();
  }
};

describe("SIGKILL to a process of its own", () => {
  it("loses nothing, at a sample of the awaits that a referral and its messages pass", async () => {
    const [journey] = journeys;
    if (journey === undefined) throw new Error("there is no journey");
    const sites = new Set<string>();
    const without = await dryRun(worlds, journey, (_world, { ports }) => {
      ports.watch((site, moment) => {
        if (moment === "after" && site.endsWith("#1")) sites.add(site);
      });
      return ports.ignore;
    });
    // The first call of each method, one by one before it and after it.
    const sample = [...sites].map((site, at): Site => ({ site, moment: moments[at % 2] ?? "before" }));
    await aFewAtATime(sample, 2, async (site) => {
      const found = await story(journey, site, without);
      tally.note({
        journey: journey.name,
        site: site.site,
        fault: `SIGKILL ${site.moment} the call`,
        ...found,
      });
    });
    expect(tally.losses()).toEqual([]);
    expect(tally.tried()).toBeGreaterThanOrEqual(6);
  });
});
