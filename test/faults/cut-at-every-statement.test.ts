import { startMailbox, type Mailbox } from "../../simulator/mailbox.ts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { goesByMail, journeys } from "./support/journeys.ts";
import type { AtStatement } from "./support/statement-line.ts";
import { dryRun, type Fault, type Journey } from "./support/story.ts";
import { tryingIn } from "./support/try-each.ts";
import { openWorlds, type Worlds } from "./support/world.ts";

// A journey is told again for every statement in it.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 });

const tryEach = tryingIn("PostgreSQL");
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

type Site = { readonly at: number; readonly statement: string };

/** Every connection to the database breaks at one statement; the bot lives, and the database is there again at once. */
const brokenAt = ({ at, statement }: Site, how: Exclude<AtStatement, "pass">): Fault => {
  let struck = false;
  return {
    site: `statement ${at}: ${statement}`,
    kind: how.replace("break", "connection broken"),
    hasStruck: () => struck,
    set: (_world, bot) => {
      let seen = 0;
      bot.database.watch(() => {
        seen += 1;
        if (seen !== at) return "pass";
        struck = true;
        return how;
      });
      return bot.database.ignore;
    },
  };
};

const firstWords = (statement: string): string => statement.trim().replaceAll(/\s+/g, " ").slice(0, 30);

/** What only reads has no effect that its caller could fail to learn of: losing its answer is losing its question. */
const onlyReads = (statement: string): boolean => /^(select|begin|rollback)/i.test(statement);

/**
 * Every statement that a journey sends to PostgreSQL, in order. What is read inside a transaction is left out: when it
 * breaks there it leaves what a break at its BEGIN leaves, which is nothing.
 */
const sitesOf = async (journey: Journey, worlds: Worlds) => {
  const sites: Site[] = [];
  let at = 0;
  let inside = false;
  const without = await dryRun(worlds, journey, (_world, { database }) => {
    database.watch((words) => {
      const statement = firstWords(words);
      at += 1;
      if (/^(commit|rollback)/i.test(statement)) inside = false;
      if (!(inside && onlyReads(statement))) sites.push({ at, statement });
      if (/^begin/i.test(statement)) inside = true;
      return "pass";
    });
    return database.ignore;
  });
  return { sites, without };
};

/** One journey of each kind: those left out pass the same statements, or only read. */
const leftOut = ["people look at it", "a step is recorded", "the risk changes", "a deadline comes near"];
const told = journeys.filter(({ name }) => !leftOut.includes(name));

/** What was lost in any of its tellings, and what it leaves without a fault. */
const toldEachTime = async (journey: Journey, from: Worlds) => {
  const { sites, without } = await sitesOf(journey, from);
  expect(sites.length, "statements found").toBeGreaterThan(5);
  const faults = sites.flatMap((site) => [
    brokenAt(site, "break before it is sent"),
    ...(onlyReads(site.statement) ? [] : [brokenAt(site, "break once it is done")]),
  ]);
  return { lost: await tryEach({ worlds: from, journey, faults, without }), without };
};

describe("a connection to the database that breaks at a statement loses nothing", () => {
  it.each(told.map((journey) => [journey.name, journey] as const))("while %s", async (_name, journey) => {
    expect((await toldEachTime(journey, worlds)).lost).toEqual([]);
  });

  it("while a step goes by e-mail: it is in its mailbox once, or says that it is a repeat", async () => {
    const { lost, without } = await toldEachTime(goesByMail, withMail);
    expect(lost).toEqual([]);
    expect(without.notices).toContainEqual(expect.stringContaining("1 step-mailed to "));
  });
});
