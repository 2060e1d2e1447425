import { WebClient } from "@slack/web-api";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Config, InstallationConfig, ReadConfig } from "../config.ts";
import type { Loaded } from "../files/load-reference.ts";
import { faultInWords } from "../files/read-yaml.ts";
import type { Clock } from "../ports.ts";
import type { WatchStore } from "../watch-ports.ts";
import { systemIds } from "../services.ts";
import { clientOptions } from "../slack/web-client.ts";
import { openDatabase, type Database } from "../store/database.ts";
import { isMigrated } from "../store/migrate.ts";
import { rows } from "../store/rows.ts";
import { createWatchStore } from "../store/watch-store.ts";
import { clockSkew, skewAlarm } from "../watching/clock-skew.ts";
import { keyLines } from "./key-lines.ts";
import { advice, line, looked, type Line } from "./line.ts";
import { mailLines } from "./mail-lines.ts";
import { redisLines } from "./redis-lines.ts";

export const nodeLine = (version: string): Line => {
  const [major = 0, minor = 0] = version.replace("v", "").split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 12);
  return line(ok, `Node ${version}`, "Install Node 20.12 or later.");
};

export const configurationLines = (read: ReadConfig): readonly Line[] => {
  if (read.kind === "config") return [line(true, "the configuration is complete", "")];
  const faults = read.kind === "faults" ? read.faults : ["no credentials are set"];
  return faults.map((one) =>
    line(false, `configuration: ${one}`, "Put it right in the environment or .env."),
  );
};

export const fileLines = (loaded: Loaded, today: string): readonly Line[] => {
  if (!loaded.ok)
    return loaded.faults.map((one) => line(false, `data files: ${faultInWords(one)}`, "Put the file right."));
  const reviews = [...loaded.files.protocols].flatMap(([name, { value }]) =>
    value.sources.flatMap(({ title, reviewDue }) =>
      reviewDue === undefined
        ? []
        : [
            advice(
              reviewDue >= today,
              `${name}: "${title}" is to be reviewed by ${reviewDue}`,
              "Ask the partnership for the new edition and read the rules against it.",
            ),
          ],
    ),
  );
  return [
    line(true, `${loaded.files.protocols.size} protocols and ${loaded.files.areas.size} areas are sound`, ""),
    ...reviews,
  ];
};

const rolesAreThere = async ({ sql: database }: Database): Promise<boolean> => {
  const found = await rows(
    database,
    sql`SELECT rolname FROM pg_roles WHERE rolname IN ('tandem_migrator', 'tandem_app', 'tandem_auditor')`,
    z.object({ rolname: z.string() }),
  );
  return found.length === 3;
};

const databaseChecks = (database: Database, watch: WatchStore, clock: Clock) => [
  () =>
    looked("the database is at this version", "Run: npm run tandem -- migrate", () =>
      isMigrated(database.sql),
    ),
  () =>
    looked("the roles are there", "Run migrate as a user who may make roles, or make them first.", () =>
      rolesAreThere(database),
    ),
  () =>
    looked("the database can be written", "Grant tandem_app to this user; a standby cannot be written.", () =>
      watch.write(clock.machineNow()).then(() => true),
    ),
  () =>
    looked(
      "the clocks agree within 2 s",
      "Put the time of this machine or of PostgreSQL's right.",
      async () => Math.abs(await clockSkew(clock, watch)) <= skewAlarm,
    ),
];

const databaseLines = async (config: Config, clock: Clock): Promise<readonly Line[]> => {
  const database = await openDatabase(config.database, 2);
  const { keys, auditKey } = config;
  const watch = createWatchStore({ sql: database.sql, ids: systemIds(clock), keys, auditKey });
  try {
    const reachable = await looked("PostgreSQL answers", "Check DATABASE_URL and that the server runs.", () =>
      watch.databaseNow().then(() => true),
    );
    const found = [reachable];
    if (!reachable.ok) return found;
    for (const check of databaseChecks(database, watch, clock)) found.push(await check());
    return [...found, ...(await keyLines({ sql: database.sql, keys }))];
  } finally {
    await database.close();
  }
};

const installationLine = (one: InstallationConfig): Promise<Line> =>
  looked(
    `Slack knows the installation ${one.name} as ${one.teamId}`,
    `Check SLACK_${one.name.toUpperCase()}_BOT_TOKEN, _TEAM_ID and _API_URL, and that Slack can be reached.`,
    async () => {
      const answer = await new WebClient(one.botToken, clientOptions(one)).auth.test();
      return answer.team_id === one.teamId || answer.enterprise_id === one.teamId;
    },
  );

export type Examined = {
  readonly version: string;
  readonly read: ReadConfig;
  readonly loaded: Loaded;
  readonly clock: Clock;
};

/** Looks at everything that a bot needs. What needs the configuration is left out where that is not complete. */
export const examine = async ({ version, read, loaded, clock }: Examined): Promise<readonly Line[]> => {
  const today = clock.dutyNow().slice(0, 10);
  const first = [nodeLine(version), ...configurationLines(read), ...fileLines(loaded, today)];
  if (read.kind !== "config") return first;
  const { config } = read;
  return [
    ...first,
    ...(await databaseLines(config, clock)),
    ...(await redisLines(config)),
    ...(loaded.ok ? await mailLines(config, loaded.files) : []),
    ...(await Promise.all(config.installations.map(installationLine))),
  ];
};
