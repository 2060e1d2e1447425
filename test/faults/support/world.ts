import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sql, type SQL } from "drizzle-orm";
import { inject } from "vitest";
import { z } from "zod";
import { worldOfArea } from "../../../scripts/world-of-area.ts";
import type { Mailbox, ReceivedMail } from "../../../simulator/mailbox.ts";
import type { Message } from "../../../simulator/message.ts";
import { startWorkspace, type Workspace } from "../../../simulator/workspace.ts";
import type { Config } from "../../../src/config.ts";
import type { Area } from "../../../src/domain/area/area-schema.ts";
import { instantOf, parseInstant, type Instant } from "../../../src/domain/instant.ts";
import { createLog } from "../../../src/log.ts";
import type { Clock } from "../../../src/ports.ts";
import { packageRoot, referenceOrFault } from "../../../src/run.ts";
import type { Starting } from "../../../src/services.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { rows } from "../../../src/store/rows.ts";
import { byMail, withMailbox } from "../../support/by-mail.ts";
import { filesFor } from "../../support/files-for.ts";
import { databasesFrom, type OwnDatabase } from "./databases.ts";
import { startMortalBot, type MortalBot } from "./mortal-bot.ts";

const all = referenceOrFault(packageRoot);
/** One area alone: the workspaces that are simulated are those of its agencies. */
const files = { ...all, areas: new Map([...all.areas].filter(([name]) => name === "exampleshire")) };
const found = files.areas.get("exampleshire")?.value;
if (found === undefined) throw new Error("the example area is not there");
export const area = found;

export const keys: Pick<Config, "keys" | "auditKey"> = {
  keys: { current: "first", keys: new Map([["first", randomBytes(32)]]) },
  auditKey: randomBytes(32),
};

/** Both times, moved by the story alone: a minute that passes costs none. */
const movedClock = () => {
  let duty = parseInstant("2026-09-01T10:00:00+01:00");
  let ahead = 0;
  const clock: Clock = { dutyNow: () => duty, machineNow: () => instantOf(Date.now() + ahead) };
  return {
    clock,
    dutyIs: (instant: string): void => void (duty = parseInstant(instant)),
    passes: (milliseconds: number): void => void (ahead += milliseconds),
    milliseconds: () => Date.now() + ahead,
  };
};

type Told = Pick<Workspace, "seed" | "apiUrl">;

/** The same area, with a rule that names secure e-mail. */
const filesByMail = filesFor({ area: withMailbox("minimised"), notices: byMail }).files;

const mailSettings = (mailbox: Mailbox | undefined): Pick<Config, "mail"> => {
  if (mailbox === undefined) return {};
  const from = "Tandem <tandem@council.example>";
  const { port } = mailbox;
  const server = { host: "127.0.0.1", port, implicitTls: false, plainOnLoopback: true, from } as const;
  return { mail: { server, passphrases: new Map() } };
};

/** How a bot is started on a database for these workspaces, without Redis unless it is given. */
export const startingOn = (
  database: string,
  clock: Clock,
  workspaces: readonly Told[],
  mailbox?: Mailbox,
): Starting => ({
  files: mailbox === undefined ? files : filesByMail,
  clock,
  log: createLog("silent"),
  config: {
    ...keys,
    ...mailSettings(mailbox),
    database,
    installations: workspaces.map(({ seed, apiUrl }) => ({
      name: seed.installation,
      botToken: seed.botToken,
      signingSecret: seed.signingSecret,
      teamId: seed.teamId,
      apiUrl,
    })),
    role: "web",
    port: 0,
    host: "127.0.0.1",
    logLevel: "warn",
  },
});

/** How a bot differs from one that answers requests and does its jobs only when the story says so. */
export type Starts = {
  readonly role?: Config["role"];
  readonly redisUrl?: string;
  readonly prefix?: string;
  readonly clock?: Clock;
};

const databaseBackWithin = 20_000;

/** Asks a database that may be on its way back. */
const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
  const end = performance.now() + databaseBackWithin;
  for (;;) {
    try {
      return await ask();
    } catch (fault) {
      if (performance.now() > end) throw fault;
      await wait(50);
    }
  }
};

/** A workspace that other worlds may have used before: what is seen of it is of this world alone. */
export type OwnWorkspace = Workspace & { readonly leave: () => void };

const ownPart = (workspace: Workspace): OwnWorkspace => {
  const before = workspace.calls();
  const others = new Set(before.map(({ response }) => response["ts"]));
  const isOurs = ({ ts }: Message): boolean => !others.has(ts);
  const ends: (() => void)[] = [];
  return {
    ...workspace,
    calls: () => workspace.calls().slice(before.length),
    messages: async (channel) => (await workspace.messages(channel)).filter(isOurs),
    directMessages: async (user) => (await workspace.directMessages(user)).filter(isOurs),
    onCall: (listener) => {
      const end = workspace.onCall(listener);
      ends.push(end);
      return end;
    },
    leave: () => {
      for (const end of ends) end();
      workspace.simulation.modals.open.clear();
      workspace.simulation.faults.clear();
    },
  };
};

export type World = {
  readonly workspaces: readonly OwnWorkspace[];
  readonly workspace: (installation: string) => OwnWorkspace;
  readonly clock: Clock;
  readonly dutyIs: (instant: string) => void;
  readonly dutyNow: () => Instant;
  /** Lets machine time pass. */
  readonly passes: (milliseconds: number) => void;
  /** The e-mails that this world and others like it have sent. */
  readonly mails: () => readonly ReceivedMail[];
  readonly databaseUrl: string;
  readonly query: <T extends z.ZodRawShape>(statement: SQL, shape: T) => Promise<z.output<z.ZodObject<T>>[]>;
  readonly startBot: (how?: Starts) => Promise<MortalBot>;
  readonly close: () => Promise<void>;
};

type Opening = {
  readonly own: OwnDatabase;
  readonly slack: readonly Workspace[];
  readonly mailbox: Mailbox | undefined;
  readonly ending: Set<Promise<void>>;
  /** Nobody of this world uses the workspaces any more. */
  readonly left: () => Promise<void>;
};

const openWorld = async ({ own, slack, mailbox, ending, left }: Opening): Promise<World> => {
  const workspaces = slack.map(ownPart);
  const { clock, dutyIs, passes, milliseconds } = movedClock();
  const database = await openDatabase(own.url, 2);
  const bots: MortalBot[] = [];
  return {
    workspaces,
    workspace: (installation) => {
      const workspace = workspaces.find(({ seed }) => seed.installation === installation);
      if (workspace === undefined) throw new Error(`no workspace ${installation}`);
      return workspace;
    },
    clock,
    dutyIs,
    dutyNow: () => clock.dutyNow(),
    passes,
    mails: () => mailbox?.mails() ?? [],
    databaseUrl: own.url,
    query: (statement, shape) => patiently(() => rows(database.sql, statement, z.object(shape))),
    startBot: async ({ role = "web", redisUrl, prefix, clock: clocks = clock } = {}) => {
      const usual = startingOn(own.url, clocks, workspaces, mailbox);
      const config = { ...usual.config, role, ...(redisUrl === undefined ? {} : { redisUrl }) };
      const starting = { ...usual, config, ...(prefix === undefined ? {} : { prefix }) };
      const bot = await startMortalBot(starting, workspaces, milliseconds);
      bots.push(bot);
      return bot;
    },
    close: async () => {
      for (const bot of bots) {
        // One that was killed in the middle of its work is waited for at the end of the file, not here.
        const ended = bot.end();
        if (bot.isDead()) ending.add(ended);
        else await ended;
      }
      await database.close();
      await own.drop();
      for (const one of workspaces) one.leave();
      await left();
    },
  };
};

/** A workspace remembers everything, and becomes slow with it. */
const usesAtMost = 8;

const close = (slack: readonly Workspace[]) => Promise.all(slack.map((one) => one.close()));

/**
 * Where worlds come from: each has a database of its own, all alike to begin with, and two workspaces. With a mailbox their
 * protocol has a rule that names secure e-mail.
 */
export const openWorlds = async (server = inject("databaseUrl"), mailbox?: Mailbox) => {
  const databases = await databasesFrom(server, (url) => startingOn(url, movedClock().clock, [], mailbox));
  const ending = new Set<Promise<void>>();
  const free: { readonly slack: readonly Workspace[]; readonly uses: number }[] = [];
  return {
    next: async () => {
      const { slack, uses } = free.pop() ?? {
        slack: await Promise.all(worldOfArea(area).map(startWorkspace)),
        uses: 0,
      };
      const left = async (): Promise<void> => {
        if (uses < usesAtMost) free.push({ slack, uses: uses + 1 });
        else await close(slack);
      };
      return openWorld({ own: await databases.next(), slack, mailbox, ending, left });
    },
    /** A world of the fictional area with more people in it. */
    crowded: async (as: Area) => {
      const slack = await Promise.all(worldOfArea(as).map(startWorkspace));
      const left = async (): Promise<void> => void (await close(slack));
      return openWorld({ own: await databases.next(), slack, mailbox, ending, left });
    },
    close: async () => {
      await Promise.allSettled(ending);
      await Promise.all(free.map(({ slack }) => close(slack)));
      await databases.drop();
    },
  };
};
export type Worlds = Awaited<ReturnType<typeof openWorlds>>;

/** How often something is counted by the database. */
export const count = async (world: Pick<World, "query">, statement: SQL): Promise<number> => {
  const [counted] = await world.query(sql`SELECT count(*)::int AS n FROM (${statement}) counted`, {
    n: z.number(),
  });
  return counted?.n ?? 0;
};
