import { randomUUID } from "node:crypto";
import { PassThrough } from "node:stream";
import { expect, inject } from "vitest";
import { startSimulatedBot, type SimulatedBot } from "../../scripts/simulated-bot.ts";
import type { Message } from "../../simulator/message.ts";
import type { Answer } from "../../simulator/send-request.ts";
import type { Originator } from "../../simulator/originator.ts";
import type { Workspace } from "../../simulator/workspace.ts";
import { instantOf, parseInstant, type Instant } from "../../src/domain/instant.ts";
import { createLog } from "../../src/log.ts";
import type { Clock } from "../../src/ports.ts";
import type { Config } from "../../src/config.ts";
import { openDatabase, type Database } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { rows } from "../../src/store/rows.ts";
import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { filesFor, type ChangedFiles } from "./files-for.ts";
import { freshDatabase } from "./fresh-database.ts";
import { leaksIn } from "./leaks.ts";
import { watchRedis } from "./watch-redis.ts";
import { planted } from "./planted.ts";

/** Duty time as a story needs it: it stands still until the story moves it. Machine time is the machine's. */
const storyClock = (begins = "2026-09-01T10:00:00+01:00") => {
  let now = parseInstant(begins);
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

export type Stage = {
  readonly council: Originator;
  readonly police: Originator;
  readonly workspace: (installation: "council" | "police") => Workspace;
  readonly bot: SimulatedBot["bot"];
  readonly database: Database;
  readonly databaseUrl: string;
  /** What the bot's keys in Redis begin with. */
  readonly prefix: string;
  /** Moves duty time to an instant given with its offset, or as the local clock says it in summer or winter. */
  readonly at: (instant: string) => void;
  /** Waits until every message that is due has been sent. */
  readonly settled: () => Promise<void>;
  readonly query: <T extends z.ZodRawShape>(statement: SQL, shape: T) => Promise<z.output<z.ZodObject<T>>[]>;
  /** Messages in a channel or in a person's direct messages that no earlier call has read. */
  readonly unread: (installation: "council" | "police", place: string) => Promise<readonly Message[]>;
  /** Fails when there is a message that no story has read. */
  readonly nothingUnread: () => Promise<void>;
  readonly logLines: readonly string[];
  /** Error lines that the story expects, by what they say. */
  readonly expectErrors: (count: number) => void;
  /** Ends the stage. Fails when a name went out, an error was logged, or a message was sent that nobody read. */
  readonly close: () => Promise<void>;
};

const isDirect = (place: string): boolean => place.startsWith("U");

/** The same originator; what the bot answers is kept, also when the answer comes too late for Slack. */
const overheard = (originator: Originator, answers: string[]): Originator => {
  const kept = async <T extends Answer | undefined>(asked: Promise<T>): Promise<T> => {
    const answer = await asked;
    if (answer !== undefined) answers.push(answer.body);
    answer?.eventually.then(({ body }) => answers.push(body)).catch(() => undefined);
    return answer;
  };
  return {
    ...originator,
    slash: (slash) => kept(originator.slash(slash)),
    press: (press) => kept(originator.press(press)),
    pressInModal: (press) => kept(originator.pressInModal(press)),
    submit: (submit, how) => kept(originator.submit(submit, how)),
    raw: (raw) => kept(originator.raw(raw)),
    replay: (previous) => kept(originator.replay(previous)),
  };
};

const tables = ["events", "outbox", "inbox", "cases", "deadlines", "access_log", "streams"] as const;

/** Every row as text. A sealed body is there too, byte for byte, so that one that was never sealed would show. */
const rowsAsText = async (database: Database): Promise<readonly string[]> => {
  const kept = await Promise.all(
    tables.map((table) =>
      rows(
        database.sql,
        sql`SELECT row_to_json(t)::text AS text FROM ${sql.identifier(table)} t`,
        z.object({ text: z.string() }),
      ),
    ),
  );
  const bodies = await rows(
    database.sql,
    sql`SELECT encode(body, 'escape') AS text FROM events WHERE body IS NOT NULL`,
    z.object({ text: z.string() }),
  );
  return [...kept.flat(), ...bodies].map(({ text }) => text);
};

export type Staging = ChangedFiles & {
  /** Another Redis than the tests' own; one where nothing listens means that everything goes without. */
  readonly redisUrl?: string;
  /** The address by which the bot reaches its database, when it is not to be the direct one. */
  readonly through?: (databaseUrl: string) => Promise<string>;
  /** The bot's own clock, for stories about machine time; `at` then moves nothing. */
  readonly clock?: Clock;
  /** `web` leaves the jobs to the story. */
  readonly role?: "all" | "web";
  /** Nothing falls due: for stories that jump between days and are about something else than the clockwork. */
  readonly stillTimers?: true;
  /** Duty time when the bot starts. */
  readonly begins?: string;
  /** The server that takes its mail. */
  readonly mail?: Config["mail"];
  /** Its keys, where something besides the bot is to read its record. */
  readonly keys?: Pick<Config, "keys" | "auditKey">;
  /** The teams that open and close are handed their lists. */
  readonly handOver?: true;
};

/** The database itself keeps no timer, so that the bot under test is the one that runs elsewhere. */
const keepNoTimers = async (database: Database): Promise<void> => {
  await database.sql.execute(sql`
    CREATE FUNCTION keep_no_timer() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`);
  await database.sql.execute(sql`
    CREATE TRIGGER no_timers BEFORE INSERT ON timers FOR EACH ROW EXECUTE FUNCTION keep_no_timer()`);
};

/** No team is handed anything over: for stories that see mornings and are about something else. */
const keepNoDesks = async (database: Database): Promise<void> => {
  await database.sql.execute(sql`
    CREATE FUNCTION keep_no_desk() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`);
  await database.sql.execute(sql`
    CREATE TRIGGER no_desks BEFORE INSERT ON timers FOR EACH ROW
    WHEN (starts_with(NEW.ref, 'desk/')) EXECUTE FUNCTION keep_no_desk()`);
};

/** A bot of its own on real PostgreSQL and real Redis, with two simulated workspaces. */
export const openStage = async (staging: Staging = {}): Promise<Stage> => {
  const { files, area } = filesFor(staging);
  const { url, drop } = await freshDatabase();
  const database = await openDatabase(url);
  await migrate(database.sql);
  if (staging.stillTimers === true) await keepNoTimers(database);
  if (staging.handOver !== true) await keepNoDesks(database);
  const { clock: storys, moveTo } = storyClock(staging.begins);
  const { clock = storys, role } = staging;
  const { log, lines } = gatherLog();
  const redisUrl = staging.redisUrl ?? inject("redisUrl");
  const redis = await watchRedis(inject("redisUrl"));
  const prefix = `test-${randomUUID()}`;
  const reached = (await staging.through?.(url)) ?? url;
  const simulated = await startSimulatedBot({
    area,
    files,
    clock,
    log,
    database: reached,
    redisUrl,
    prefix,
    role,
    ...(staging.mail === undefined ? {} : { mail: staging.mail }),
    ...(staging.keys === undefined ? {} : { keys: staging.keys }),
  });
  const answers: string[] = [];
  const workspace = (installation: string): Workspace => {
    const found = simulated.workspaces.get(installation);
    if (found === undefined) throw new Error(`no workspace ${installation}`);
    return found;
  };
  const originator = (installation: string): Originator => {
    const found = simulated.originators.get(installation);
    if (found === undefined) throw new Error(`no originator ${installation}`);
    return overheard(found, answers);
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
    databaseUrl: url,
    prefix,
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
    nothingUnread,
    logLines: lines,
    expectErrors: (count) => {
      errorsExpected += count;
    },
    close: async () => {
      try {
        await nothingUnread();
        const errors = lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
        if (errors.length !== errorsExpected)
          throw new Error(
            `${errors.length} errors were logged, not ${errorsExpected}:\n${errors.join("\n")}`,
          );
        const ours = redis.said.filter((words) => words.some((one) => one.includes(prefix)));
        if (staging.redisUrl === undefined)
          expect(ours.length, "nothing of the story went through Redis").toBeGreaterThan(0);
        const all = [...simulated.workspaces.values()];
        const leaks = leaksIn({
          calls: all.flatMap((one) => one.calls()),
          ephemerals: all.flatMap((one) => one.ephemerals()),
          answers,
          logLines: lines,
          redis: ours,
          rows: await rowsAsText(database),
        });
        if (leaks.length > 0) throw new Error(`Left a window:\n${leaks.join("\n")}`);
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
  // Staff found it: of the journeys of whoever is to hear, each says who that is.
  "source-kind": "own-agency",
} as const;
