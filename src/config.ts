import { existsSync } from "node:fs";
import { z } from "zod";
import { UserError } from "./errors.ts";
import { key, keyRing } from "./key-settings.ts";
import { mailSettingNames, readMail, type MailConfig } from "./mail-config.ts";

const installationName = /^[a-z][a-z0-9]*$/;

const url = (scheme: RegExp, error: string) =>
  z.string().refine((text) => scheme.test(text) && URL.canParse(text), { error });

const base = z.object({
  TANDEM_INSTALLATIONS: z
    .string()
    .transform((text) => text.split(",").map((one) => one.trim()))
    .refine(
      (names) => names.every((one) => installationName.test(one)) && new Set(names).size === names.length,
      { error: "names in lower case, each once, separated by commas" },
    ),
  TANDEM_ROLE: z.enum(["all", "web", "worker"]).default("all"),
  TANDEM_KEYS: keyRing,
  TANDEM_AUDIT_KEY: key,
  DATABASE_URL: url(/^postgres(ql)?:\/\//, "a PostgreSQL URL"),
  REDIS_URL: url(/^rediss?:\/\//, "a Redis URL").optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  TANDEM_ANCHOR_FILE: z.string().optional(),
  TANDEM_HEARTBEAT_URL: url(/^https?:\/\//, "an http or https address").optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

const installation = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, { error: "the bot token of this installation, which begins with xoxb-" }),
  SIGNING_SECRET: z.string().min(16, { error: "the signing secret of this installation" }),
  TEAM_ID: z
    .string()
    .regex(/^[TE][A-Z0-9]+$/, { error: "the workspace or organisation id, such as T0123ABCD" }),
  API_URL: url(/^https?:\/\//, "the address of another Slack Web API, such as GovSlack's").optional(),
});

/** The names of the settings of one installation: SLACK_COUNCIL_BOT_TOKEN and so on. */
const installationSettings = Object.keys(installation.shape);

export type InstallationConfig = {
  readonly name: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly apiUrl?: string;
};

export type Config = {
  readonly installations: readonly InstallationConfig[];
  readonly role: "all" | "web" | "worker";
  readonly keys: { readonly current: string; readonly keys: ReadonlyMap<string, Uint8Array> };
  readonly auditKey: Uint8Array;
  /** A PostgreSQL URL, or `pglite:DIRECTORY` in the demonstration. */
  readonly database: string;
  readonly redisUrl?: string;
  /** Where the ends of checkpoints are kept outside the database. */
  readonly anchorFile?: string;
  /** Asked by the auditor of the clock whenever nothing is late. */
  readonly heartbeatUrl?: string;
  readonly port: number;
  readonly host: string;
  readonly logLevel: string;
  /** Without it no mail is sent. */
  readonly mail?: MailConfig;
};

export type Environment = Readonly<Record<string, string | undefined>>;
export type ReadConfig =
  | { readonly kind: "config"; readonly config: Config }
  | { readonly kind: "demonstration" }
  | { readonly kind: "faults"; readonly faults: readonly string[] };

const given = (environment: Environment): readonly string[] =>
  Object.entries(environment)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name]) => name);

const credentials = (name: string): boolean =>
  name.startsWith("SLACK_") ||
  mailSettingNames.includes(name) ||
  ["DATABASE_URL", "TANDEM_KEYS", "TANDEM_AUDIT_KEY", "TANDEM_INSTALLATIONS"].includes(name);

const inWords = (issues: readonly z.core.$ZodIssue[], prefix: string): readonly string[] =>
  issues.map(({ path, message, input }) => {
    const says = input === undefined && message.endsWith("received undefined") ? "is not set" : message;
    return `${prefix}${String(path[0])}: ${says}`;
  });

const readInstallation = (environment: Environment, name: string) => {
  const prefix = `SLACK_${name.toUpperCase()}_`;
  const settings = installationSettings.map((one) => [one, environment[`${prefix}${one}`] || undefined]);
  const parsed = installation.safeParse(Object.fromEntries(settings));
  if (!parsed.success) return { name, faults: inWords(parsed.error.issues, prefix) };
  const { BOT_TOKEN, SIGNING_SECRET, TEAM_ID, API_URL } = parsed.data;
  const value: InstallationConfig = {
    name,
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    teamId: TEAM_ID,
    ...(API_URL === undefined ? {} : { apiUrl: API_URL }),
  };
  return { name, value, faults: [] };
};

const namesOf = (environment: Environment): readonly string[] => {
  const names = (environment["TANDEM_INSTALLATIONS"] ?? "").split(",").map((one) => one.trim());
  return [...new Set(names)].filter((one) => installationName.test(one));
};

const strangers = (environment: Environment, names: readonly string[]): readonly string[] => {
  const known = new Set(
    names.flatMap((name) => installationSettings.map((one) => `SLACK_${name.toUpperCase()}_${one}`)),
  );
  return given(environment)
    .filter((name) => name.startsWith("SLACK_") && !known.has(name))
    .map((name) => `${name}: belongs to no installation named in TANDEM_INSTALLATIONS`);
};

/**
 * Reads the configuration, and answers every fault at once. With no credentials at all, outside production and in role
 * `all`, it is the demonstration; with some it is a fault, because a lost variable must never send a real referral to a
 * simulator.
 */
export const readConfig = (environment: Environment): ReadConfig => {
  const none = !given(environment).some(credentials);
  const role = environment["TANDEM_ROLE"] || "all";
  if (none && environment["NODE_ENV"] !== "production" && role === "all") return { kind: "demonstration" };
  const settings = Object.fromEntries(given(environment).map((name) => [name, environment[name]]));
  const parsed = base.safeParse(settings);
  const names = namesOf(environment);
  const installations = names.map((name) => readInstallation(environment, name));
  const { mail, faults: mailFaults } = readMail(environment);
  const faults = [
    ...(parsed.success ? [] : inWords(parsed.error.issues, "")),
    ...installations.flatMap((one) => one.faults),
    ...strangers(environment, names),
    ...mailFaults,
  ];
  if (!parsed.success || faults.length > 0) return { kind: "faults", faults };
  return {
    kind: "config",
    config: {
      ...toConfig(
        parsed.data,
        installations.flatMap(({ value }) => (value === undefined ? [] : [value])),
      ),
      ...(mail === undefined ? {} : { mail }),
    },
  };
};

const toConfig = (read: z.output<typeof base>, installations: readonly InstallationConfig[]): Config => ({
  installations,
  role: read.TANDEM_ROLE,
  keys: read.TANDEM_KEYS,
  auditKey: read.TANDEM_AUDIT_KEY,
  database: read.DATABASE_URL,
  ...(read.REDIS_URL === undefined ? {} : { redisUrl: read.REDIS_URL }),
  ...(read.TANDEM_ANCHOR_FILE === undefined ? {} : { anchorFile: read.TANDEM_ANCHOR_FILE }),
  ...(read.TANDEM_HEARTBEAT_URL === undefined ? {} : { heartbeatUrl: read.TANDEM_HEARTBEAT_URL }),
  port: read.PORT,
  host: read.HOST,
  logLevel: read.LOG_LEVEL,
});

/** Every setting by its name, for the test that compares them with .env.example. */
export const settingNames: readonly string[] = [
  "NODE_ENV",
  ...Object.keys(base.shape),
  ...installationSettings.map((one) => `SLACK_NAME_${one}`),
  ...mailSettingNames,
];

/** The environment of this process: the only place where it is read. */
export const processEnvironment = (): Environment => process.env;

/** Reads .env, where there is one, into the environment; what is set already stays. */
export const loadEnvironmentFile = (): void => {
  if (existsSync(".env")) process.loadEnvFile(".env");
};

/** The faults of a configuration as one message for the person at the terminal. */
export const configurationFault = (faults: readonly string[]): UserError =>
  new UserError(
    `Tandem cannot start. Put these right in the environment or in .env:\n${faults.map((one) => `  - ${one}`).join("\n")}`,
  );
