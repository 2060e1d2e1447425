import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { deskOfficer, socialWorker } from "../support/refer.ts";
import { audit, leftBehind, type Left } from "./support/audit.ts";
import type { MortalBot } from "./support/mortal-bot.ts";
import { ownPostgres, ownRedis, type OwnServer } from "./support/own-servers.ts";
import { picksUp, refers, type Desk, type Step } from "./support/people.ts";
import { tellLive, type LiveTeller } from "./support/live.ts";
import { tallyFor } from "./support/tally.ts";
import { aFewAtATime } from "./support/try-each.ts";
import { openWorlds, type Worlds } from "./support/world.ts";

// Servers are killed and started again, and the sweeper comes by once a second.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 90_000 });

/** A bot with everything that it has in earnest: PostgreSQL that writes to the disk, Redis, workers, sweeper, reconciler. */
type Lane = { readonly postgres: OwnServer; readonly redis: OwnServer; readonly worlds: Worlds };
type Struck = Lane & { readonly bot: MortalBot };

const away = 700;
/** Longer than a client waits for a Redis that holds its connection and says nothing. */
const silent = 6_000;

const again =
  (server: keyof Pick<Lane, "postgres" | "redis">, how: "kill9" | "stop") => async (lane: Lane) => {
    await lane[server][how]();
    await wait(away);
    await lane[server].start();
  };

const flushed = async ({ redis }: Lane): Promise<void> => {
  const client = new Redis(redis.url());
  await client.flushall();
  client.disconnect();
};

const faults: Readonly<Record<string, (struck: Struck) => Promise<void>>> = {
  "Redis killed": again("redis", "kill9"),
  "Redis restarted": again("redis", "stop"),
  "Redis flushed": flushed,
  "Redis restored from an old snapshot": ({ redis }) => redis.restore(),
  "Redis frozen": async ({ redis }) => {
    redis.pause();
    await wait(silent);
    redis.resume();
  },
  "PostgreSQL killed": again("postgres", "kill9"),
  "PostgreSQL restarted": again("postgres", "stop"),
  "PostgreSQL frozen, and its connections lost": async ({ postgres, bot }) => {
    postgres.pause();
    bot.database.breakAll();
    await wait(3 * away);
    postgres.resume();
  },
  "both killed": async (struck) => {
    await Promise.all([again("redis", "kill9")(struck), again("postgres", "kill9")(struck)]);
  },
  "the bot killed, and Redis flushed": async (struck) => {
    struck.bot.kill();
    await flushed(struck);
  },
};

const moments = ["as it is acknowledged", "as its first message is posted", "while timers wait"] as const;
type Moment = (typeof moments)[number];

const urgent = { suspect: ["in-custody"] };

/** A step, and something that happens the first time that it was taken, before anything follows from it. */
const thenAtOnce = (step: Step, strike: () => void): Step => ({
  ...step,
  does: async (desk: Desk) => {
    await step.does(desk);
    strike();
  },
});

/** A referral that nobody answers for five minutes and somebody picks up then; what goes wrong strikes at one moment. */
const story = async (
  lane: Lane,
  moment: Moment,
  fault: (struck: Struck) => Promise<void>,
  without?: Left,
) => {
  const world = await lane.worlds.next();
  const starts = { role: "all", redisUrl: lane.redis.url(), prefix: `faults-${randomUUID()}` } as const;
  const teller: LiveTeller = await tellLive(world, () => world.startBot(starts));
  let struck: Promise<void> | undefined;
  const at = (here: Moment) => () => {
    if (here === moment) struck ??= fault({ ...lane, bot: teller.bot() });
  };
  try {
    await teller.take(refers(deskOfficer));
    await lane.redis.keep();
    world.workspace("police").onCall(at("as its first message is posted"));
    await teller.take(thenAtOnce(refers(socialWorker, urgent), at("as it is acknowledged")));
    at("while timers wait")();
    await teller.passing("2026-09-01T10:06:00+01:00");
    await teller.take(picksUp(deskOfficer));
    await teller.passing("2026-09-01T10:20:00+01:00");
    await struck;
    await teller.settled();
    if (struck === undefined) throw new Error(`nothing struck ${moment}`);
    return { ...(await audit(world, teller.told(), without)), left: await leftBehind(world) };
  } finally {
    await world.close();
  }
};

const lanes: Lane[] = [];
beforeAll(async () => {
  const open = async (): Promise<void> => {
    const [postgres, redis] = await Promise.all([ownPostgres(), ownRedis()]);
    lanes.push({ postgres, redis, worlds: await openWorlds(postgres.url()) });
  };
  await Promise.all([open(), open(), open(), open()]);
});
afterAll(async () => {
  for (const { worlds, postgres, redis } of lanes) {
    await worlds.close();
    await Promise.all([postgres.remove(), redis.remove()]);
  }
});

describe("servers that die, freeze, forget or go back in time", () => {
  const tally = tallyFor("servers");

  it("lose nothing, whenever they do", async () => {
    const [first] = lanes;
    if (first === undefined) throw new Error("there is no lane");
    const { lost, left } = await story(first, "while timers wait", () => Promise.resolve());
    if (lost.length > 0) throw new Error(`without a fault: ${lost.join("; ")}`);
    const pairs = moments.flatMap((moment) =>
      Object.entries(faults).map(([name, fault]) => ({ moment, name, fault })),
    );
    const free = [...lanes];
    await aFewAtATime(pairs, lanes.length, async ({ moment, name, fault }) => {
      const lane = free.shift();
      if (lane === undefined) throw new Error("no lane is free");
      const found = await story(lane, moment, fault, left);
      free.push(lane);
      tally.note({
        journey: "nobody answers, then somebody",
        site: moment,
        fault: name,
        lost: found.lost,
        repeats: found.repeats,
      });
    });
    expect(tally.losses()).toEqual([]);
    expect(tally.tried()).toBe(pairs.length);
  });
});
