import { randomUUID } from "node:crypto";
import { PassThrough } from "node:stream";
import { Redis } from "ioredis";
import { expect, inject } from "vitest";
import { startSimulatedBot, type SimulatedBot } from "../../scripts/simulated-bot.ts";
import type { Message } from "../../simulator/message.ts";
import type { Originator } from "../../simulator/originator.ts";
import type { Workspace } from "../../simulator/workspace.ts";
import { instantOf, parseInstant, type Instant } from "../../src/domain/instant.ts";
import { createLog } from "../../src/log.ts";
import type { Clock } from "../../src/ports.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";
import { openDatabase, type Database } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { rows } from "../../src/store/rows.ts";
import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { freshDatabase } from "./fresh-database.ts";
import { planted, tracesIn } from "./planted.ts";

/** Duty time as a story needs it: it stands still until the story moves it. Machine time is the machine's. */
const storyClock = () => {
  let now = parseInstant("2026-09-01T10:00:00+01:00");
  const clock: Clock = { dutyNow: () => now, machineNow: () => instantOf(Date.now()) };
  return { clock, moveTo: (at: Instant) => (now = at) };
};

const gatherLog = () => {
  const destination = new PassThrough();
  const lines: string[] = [];
  destination.on("data", (chunk: Buffer) =>
    lines.push(...chunk.toString("utf8").split("\n").filter(Boolean)),
  );
  return { log: createLog("debug", destination), lines };
};

/** Everything said to Redis while the stage is open. */
const watchRedis = async (url: string) => {
  const watching = await new Redis(url).monitor();
  const said: string[] = [];
  watching.on("monitor", (_time: string, args: readonly string[]) => said.push(args.join(" ")));
  return { said, stop: () => watching.disconnect() };
};

export type Stage = {
  readonly council: Originator;
  readonly police: Originator;
  readonly workspace: (installation: "council" | "police") => Workspace;
  readonly bot: SimulatedBot["bot"];
  readonly database: Database;
  /** Moves duty time to an instant given with its offset, or as the local clock says it in summer or winter. */
  readonly at: (instant: string) => void;
  /** Waits until every message that is due has been sent. */
  readonly settled: () => Promise<void>;
  readonly query: <T extends z.ZodRawShape>(statement: SQL, shape: T) => Promise<z.output<z.ZodObject<T>>[]>;
  /** Messages in a channel or in a person's direct messages that no earlier call has read. */
  readonly unread: (installation: "council" | "police", place: string) => Promise<readonly Message[]>;
  readonly logLines: readonly string[];
  /** Error lines that the story expects, by what they say. */
  readonly expectErrors: (count: number) => void;
  /** Ends the stage. Fails when a name went out, an error was logged, or a message was sent that nobody read. */
  readonly close: () => Promise<void>;
};

const isDirect = (place: string): boolean => place.startsWith("U");

/** Says nothing about windows: a window is where a child may be named. */
const outsideWindows = (workspace: Workspace): string =>
  JSON.stringify([
    workspace.calls().filter(({ method }) => !method.startsWith("views.")),
    workspace.ephemerals(),
    workspace
      .calls()
      .filter(({ method }) => method.startsWith("views."))
      .map(({ args }) => JSON.stringify(args).match(/private_metadata\\?":\\?"[^}]*|"value\\?":\\?"[^"]*/g)),
  ]);

/** A bot of its own on real PostgreSQL and real Redis, with two simulated workspaces. */
export const openStage = async (): Promise<Stage> => {
  const files = referenceOrFault(packageRoot);
  const area = files.areas.get("exampleshire")?.value;
  if (area === undefined) throw new Error("the example area is not there");
  const { url, drop } = await freshDatabase();
  const database = await openDatabase(url);
  await migrate(database.sql);
  const { clock, moveTo } = storyClock();
  const { log, lines } = gatherLog();
  const redisUrl = inject("redisUrl");
  const redis = await watchRedis(redisUrl);
  const prefix = `test-${randomUUID()}`;
  const simulated = await startSimulatedBot({ area, files, clock, log, database: url, redisUrl, prefix });
  const workspace = (installation: string): Workspace => {
    const found = simulated.workspaces.get(installation);
    if (found === undefined) throw new Error(`no workspace ${installation}`);
    return found;
  };
  const originator = (installation: string): Originator => {
    const found = simulated.originators.get(installation);
    if (found === undefined) throw new Error(`no originator ${installation}`);
    return found;
  };
  const read = new Map<string, number>();
  const messages = (installation: string, place: string) =>
    isDirect(place) ? workspace(installation).directMessages(place) : workspace(installation).messages(place);
  const query: Stage["query"] = (statement, shape) => rows(database.sql, statement, z.object(shape));
  let errorsExpected = 0;
  const places = [...simulated.workspaces.values()].flatMap(({ seed }) =>
    [...seed.channels, ...seed.people].map(({ id }) => ({ installation: seed.installation, place: id })),
  );
  const nothingUnread = async () => {
    for (const { installation, place } of places) {
      const unread = (await messages(installation, place)).slice(read.get(place) ?? 0);
      expect(
        unread.map(({ text }) => `${place}: ${text}`),
        "a message that the story did not expect",
      ).toEqual([]);
    }
  };
  return {
    council: originator("council"),
    police: originator("police"),
    workspace,
    bot: simulated.bot,
    database,
    at: (instant) => moveTo(parseInstant(instant)),
    settled: async () => {
      await expect
        .poll(
          () =>
            query(
              sql`SELECT count(*)::int AS open FROM outbox WHERE state IN ('pending', 'sending', 'unknown')`,
              { open: z.number() },
            ),
          {
            timeout: 20_000,
            interval: 25,
          },
        )
        .toEqual([{ open: 0 }]);
    },
    query,
    unread: async (installation, place) => {
      const all = await messages(installation, place);
      const from = read.get(place) ?? 0;
      read.set(place, all.length);
      return all.slice(from);
    },
    logLines: lines,
    expectErrors: (count) => {
      errorsExpected += count;
    },
    close: async () => {
      try {
        await nothingUnread();
        const errors = lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
        expect(errors.length, errors.join("\n")).toBe(errorsExpected);
        for (const one of simulated.workspaces.values())
          expect(tracesIn(outsideWindows(one)), "a name or narrative left a window").toEqual([]);
        expect(tracesIn(lines.join("\n")), "a name or narrative was logged").toEqual([]);
        const ours = redis.said.filter((one) => one.includes(prefix)).join("\n");
        expect(ours, "nothing of the story went through Redis").not.toBe("");
        expect(tracesIn(ours), "a name or narrative went to Redis").toEqual([]);
      } finally {
        redis.stop();
        await simulated.stop();
        await database.close();
        await drop();
      }
    },
  };
};

/** Everything that the journeys' referrals say, unless a story says otherwise. */
export const usualAnswers = {
  about: "no",
  "immediate-risk": "no",
  callback: "01632 960111",
  crime: "possible",
  child: planted.child,
  "date-of-birth": planted.dateOfBirth,
  "where-now": planted.whereNow,
  "childs-words": planted.childsWords,
  concerns: planted.concerns,
  "person-alleged": planted.personAlleged,
  source: planted.source,
} as const;
