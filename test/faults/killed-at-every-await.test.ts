import { startMailbox, type Mailbox } from "../../simulator/mailbox.ts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { goesByMail, journeys } from "./support/journeys.ts";
import { dryRun, type Fault, type Journey } from "./support/story.ts";
import { tryingIn } from "./support/try-each.ts";
import { openWorlds, type Worlds } from "./support/world.ts";

// A journey is told again for every await in it.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 });

const tryEach = tryingIn("killed at an await");
let worlds: Worlds;
let mailbox: Mailbox;
let withMail: Worlds;
beforeAll(async () => {
  worlds = await openWorlds();
  mailbox = await startMailbox();
  withMail = await openWorlds(undefined, mailbox);
});
afterAll(async () => {
  await worlds.close();
  await withMail.close();
  await mailbox.close();
});

/**
 * The process ends when a call is about to be made, or once it took effect and before its caller learns of it. It ends
 * inside this process: the call never answers, every socket of the bot is cut in that moment, and another bot takes over.
 * `killed-for-real.test.ts` sends SIGKILL to a process at a sample of the same sites.
 */
const killedAt = (site: string, moment: "before" | "after"): Fault => {
  let struck = false;
  return {
    site,
    kind: `killed ${moment} the call`,
    hasStruck: () => struck,
    set: (_world, { ports, kill }) => {
      ports.watch((here, now) => {
        if (struck || here !== site || now !== moment) return;
        struck = true;
        kill();
      });
      return ports.ignore;
    },
  };
};

/** Every call of every port that a journey makes, in order, as a first run without a fault shows them. */
const sitesOf = async (journey: Journey, worlds: Worlds) => {
  const sites: string[] = [];
  const without = await dryRun(worlds, journey, (_world, { ports }) => {
    ports.watch((site, moment) => {
      if (moment === "after") sites.push(site);
    });
    return ports.ignore;
  });
  return { sites, without };
};

/**
 * Between the end of one call and the beginning of the next nothing takes effect, so that both moments leave the same.
 * The first journeys try both all the same; the others, which cost as much again, the one after each call.
 */
const bothMoments = [
  "a referral is sent",
  "it is picked up",
  "it is discussed",
  "nobody answers an urgent referral",
];

/** What was lost in any of its tellings, and what it leaves without a fault. */
const toldEachTime = async (journey: Journey, from: Worlds) => {
  const { sites, without } = await sitesOf(journey, from);
  expect(sites.length, "calls of ports found").toBeGreaterThan(5);
  const both = bothMoments.includes(journey.name);
  const faults = sites.flatMap((site) => [
    ...(both ? [killedAt(site, "before")] : []),
    killedAt(site, "after"),
  ]);
  return { lost: await tryEach({ worlds: from, journey, faults, without }), without };
};

describe("a process that is killed at an await loses nothing", () => {
  it.each(journeys.map((journey) => [journey.name, journey] as const))("while %s", async (_name, journey) => {
    expect((await toldEachTime(journey, worlds)).lost).toEqual([]);
  });

  it("while a step goes by e-mail: it is in its mailbox once, or says that it is a repeat", async () => {
    const { lost, without } = await toldEachTime(goesByMail, withMail);
    expect(lost).toEqual([]);
    expect(without.notices).toContainEqual(expect.stringContaining("1 step-mailed to "));
  });
});
