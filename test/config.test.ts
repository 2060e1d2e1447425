import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { configurationFault, readConfig, settingNames, type Environment } from "../src/config.ts";

const key = randomBytes(32).toString("base64");
const otherKey = randomBytes(32).toString("base64");

const slack = (name: string): Environment => ({
  [`SLACK_${name}_BOT_TOKEN`]: `xoxb-${name}`,
  [`SLACK_${name}_SIGNING_SECRET`]: "0123456789abcdef",
  [`SLACK_${name}_TEAM_ID`]: "T0123ABCD",
});

const whole: Environment = {
  TANDEM_INSTALLATIONS: "council,police",
  TANDEM_KEYS: `new:${key},old:${otherKey}`,
  TANDEM_AUDIT_KEY: key,
  DATABASE_URL: "postgres://user:word@db/tandem",
  ...slack("COUNCIL"),
  ...slack("POLICE"),
};

const without = (...names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)));

const faultsOf = (environment: Environment): readonly string[] => {
  const read = readConfig(environment);
  if (read.kind !== "faults") throw new Error(`it is ${read.kind}, and should have faults`);
  return read.faults;
};

const configOf = (environment: Environment) => {
  const read = readConfig(environment);
  if (read.kind !== "config") throw new Error(JSON.stringify(read));
  return read.config;
};

describe("the demonstration", () => {
  test.each<[string, Environment]>([
    ["nothing at all is set", {}],
    [
      "what is set is empty",
      { SLACK_COUNCIL_BOT_TOKEN: "", DATABASE_URL: "", TANDEM_ROLE: "", NODE_ENV: "" },
    ],
    ["only a Redis, a port and a level are set", { REDIS_URL: "redis://r", PORT: "1", LOG_LEVEL: "debug" }],
    ["the role is said to be all", { TANDEM_ROLE: "all" }],
  ])("is played when %s", (_when, environment) => {
    expect(readConfig(environment)).toEqual({ kind: "demonstration" });
  });

  test.each<[string, Environment]>([
    ["in production", { NODE_ENV: "production" }],
    ["in role web", { TANDEM_ROLE: "web" }],
    ["in role worker", { TANDEM_ROLE: "worker" }],
    ["in a role that does not exist", { TANDEM_ROLE: "everything" }],
  ])("is never played %s", (_where, environment) => {
    expect(readConfig(environment).kind).toBe("faults");
  });

  test("is never played because a variable was lost: each one alone still makes it a fault", () => {
    for (const name of Object.keys(whole))
      expect(readConfig({ [name]: whole[name] }).kind, `only ${name}`).toBe("faults");
    for (const name of Object.keys(whole))
      expect(readConfig(without(name)).kind, `no ${name}`).toBe("faults");
  });

  test("is never played because of a variable that only looks empty", () => {
    expect(readConfig({ SLACK_COUNCIL_BOT_TOKEN: " " }).kind).toBe("faults");
  });
});

describe("faults", () => {
  test("every missing setting is named at once", () => {
    expect(faultsOf({ TANDEM_INSTALLATIONS: "council,police", SLACK_POLICE_TEAM_ID: "T1" })).toEqual([
      "TANDEM_KEYS: is not set",
      "TANDEM_AUDIT_KEY: is not set",
      "DATABASE_URL: is not set",
      "SLACK_COUNCIL_BOT_TOKEN: is not set",
      "SLACK_COUNCIL_SIGNING_SECRET: is not set",
      "SLACK_COUNCIL_TEAM_ID: is not set",
      "SLACK_POLICE_BOT_TOKEN: is not set",
      "SLACK_POLICE_SIGNING_SECRET: is not set",
    ]);
  });

  test("an empty setting is one that is missing", () => {
    expect(faultsOf({ ...whole, TANDEM_KEYS: "", SLACK_COUNCIL_BOT_TOKEN: "" })).toEqual([
      "TANDEM_KEYS: is not set",
      "SLACK_COUNCIL_BOT_TOKEN: is not set",
    ]);
  });

  test("a SLACK_ setting of no installation is one, so that a slip in its name is seen", () => {
    expect(faultsOf({ ...whole, SLACK_HEALTH_BOT_TOKEN: "xoxb-h", SLACK_COUNCIL_TOKEN: "x" })).toEqual([
      "SLACK_HEALTH_BOT_TOKEN: belongs to no installation named in TANDEM_INSTALLATIONS",
      "SLACK_COUNCIL_TOKEN: belongs to no installation named in TANDEM_INSTALLATIONS",
    ]);
  });

  test.each<[string, Environment, string]>([
    ["a key that is too short", { TANDEM_KEYS: "new:c2hvcnQ=" }, "TANDEM_KEYS"],
    ["a key without a name", { TANDEM_KEYS: key }, "TANDEM_KEYS"],
    ["two keys of one name", { TANDEM_KEYS: `new:${key},new:${otherKey}` }, "TANDEM_KEYS"],
    ["something after a key", { TANDEM_KEYS: `new:${key}:more` }, "TANDEM_KEYS"],
    ["a comma at the end of the keys", { TANDEM_KEYS: `new:${key},` }, "TANDEM_KEYS"],
    ["a bad audit key", { TANDEM_AUDIT_KEY: "secret" }, "TANDEM_AUDIT_KEY"],
    ["another kind of database", { DATABASE_URL: "mysql://db/tandem" }, "DATABASE_URL"],
    ["an embedded database", { DATABASE_URL: "pglite:data" }, "DATABASE_URL"],
    ["an address that is none", { DATABASE_URL: "postgres://" + "a b:x" }, "DATABASE_URL"],
    ["a Redis that is none", { REDIS_URL: "localhost:6379" }, "REDIS_URL"],
    ["a port that is none", { PORT: "http" }, "PORT"],
    ["a port above the last", { PORT: "65536" }, "PORT"],
    ["a level that is none", { LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    ["a user's token", { SLACK_COUNCIL_BOT_TOKEN: "xoxp-1" }, "SLACK_COUNCIL_BOT_TOKEN"],
    ["a workspace's name for its id", { SLACK_COUNCIL_TEAM_ID: "council" }, "SLACK_COUNCIL_TEAM_ID"],
    ["an API address that is none", { SLACK_COUNCIL_API_URL: "slack" }, "SLACK_COUNCIL_API_URL"],
    [
      "the same installation twice",
      { TANDEM_INSTALLATIONS: "council,council,police" },
      "TANDEM_INSTALLATIONS",
    ],
  ])("%s is one, without its value", (_what, change, name) => {
    const faults = faultsOf({ ...whole, ...change });
    expect(faults.map((one) => one.split(":")[0])).toEqual([name]);
    for (const value of Object.values(change))
      expect(faults[0]?.slice(name.length)).not.toContain(`${value}`);
  });

  test("a name in capitals is a fault, and so is what belongs to it", () => {
    expect(faultsOf({ ...whole, TANDEM_INSTALLATIONS: "Council,police" })[0]).toBe(
      "TANDEM_INSTALLATIONS: names in lower case, each once, separated by commas",
    );
  });

  test("they are told to the person at the terminal in one message", () => {
    expect(configurationFault(["A: is not set", "B: is not set"]).message).toBe(
      "Tandem cannot start. Put these right in the environment or in .env:\n  - A: is not set\n  - B: is not set",
    );
  });
});

describe("a whole configuration", () => {
  test("is read for two installations", () => {
    const config = configOf({ ...whole, NODE_ENV: "production" });
    expect(config.installations.map(({ name, botToken }) => [name, botToken])).toEqual([
      ["council", "xoxb-COUNCIL"],
      ["police", "xoxb-POLICE"],
    ]);
    expect(config).toMatchObject({ role: "all", port: 3000, host: "0.0.0.0", logLevel: "info" });
    expect("redisUrl" in config).toBe(false);
  });

  test("the first key wraps, and the others still open", () => {
    const { keys } = configOf(whole);
    expect(keys.current).toBe("new");
    expect([...keys.keys].map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")])).toEqual([
      ["new", key],
      ["old", otherKey],
    ]);
  });

  test("an API address is optional, and each installation's own", () => {
    const config = configOf({ ...whole, SLACK_POLICE_API_URL: "https://slack-gov.com/api/" });
    expect(config.installations.map(({ apiUrl }) => apiUrl)).toEqual([
      undefined,
      "https://slack-gov.com/api/",
    ]);
    expect(config.installations.map((one) => "apiUrl" in one)).toEqual([false, true]);
  });

  test("an empty optional setting takes what is usual", () => {
    const config = configOf({ ...whole, REDIS_URL: "", PORT: "", HOST: "", LOG_LEVEL: "", TANDEM_ROLE: "" });
    expect(config).toMatchObject({ role: "all", port: 3000, host: "0.0.0.0", logLevel: "info" });
  });
});

describe(".env.example", () => {
  const lines = readFileSync(new URL("../.env.example", import.meta.url), "utf8").split("\n");
  const settings = lines.filter((line) => /^[A-Z]/.test(line));

  test("names every setting, and no other", () => {
    expect(
      settings.map((line) => line.split("=")[0]).toSorted((a = "", b = "") => a.localeCompare(b)),
    ).toEqual([...settingNames].toSorted((a = "", b = "") => a.localeCompare(b)));
  });

  test("holds no value, so that a copy that nobody filled in is not a configuration", () => {
    expect(settings.filter((line) => !line.endsWith("="))).toEqual([]);
  });

  test("explains each setting above it", () => {
    const bare = lines.filter((line, at) => /^[A-Z]/.test(line) && lines[at - 1] === "");
    expect(bare).toEqual([]);
  });
});

describe("the mail settings", () => {
  const mail: Environment = {
    SMTP_URL: "smtp://mail.council.example",
    MAIL_FROM: "Tandem <t@council.example>",
  };

  test("may be left out altogether", () => {
    expect(configOf(whole).mail).toBeUndefined();
  });

  test("name a server, its usual port, who it is from, how to sign in and the passphrases", () => {
    const login = { SMTP_USER: "tandem", SMTP_PASSWORD: "planted" };
    const passphrase = { MAIL_PASSPHRASE_FICTOWN_POLICE_CHILD_PROTECTION_UNIT: "three planted words" };
    const read = configOf({ ...whole, ...mail, ...login, ...passphrase }).mail;
    expect(read?.server).toEqual({
      host: "mail.council.example",
      port: 587,
      implicitTls: false,
      from: "Tandem <t@council.example>",
      login: { user: "tandem", password: "planted" },
    });
    expect(read?.passphrases).toEqual(new Map(Object.entries(passphrase)));
    expect(
      configOf({ ...whole, ...mail, SMTP_URL: "smtps://mail.council.example" }).mail?.server,
    ).toMatchObject({ port: 465, implicitTls: true });
  });

  test.each<[string, Environment, string]>([
    ["a server without a sender", { SMTP_URL: "smtp://mail.council.example" }, "MAIL_FROM: is not set"],
    ["a sender without a server", { MAIL_FROM: "t@council.example" }, "SMTP_URL: is not set"],
    ["a user without a password", { ...mail, SMTP_USER: "tandem" }, "SMTP_PASSWORD: is not set"],
    [
      "a password in the address",
      { ...mail, SMTP_URL: "smtp://a:planted@mail.council.example" },
      "SMTP_URL: ",
    ],
    ["a sender that is none", { ...mail, MAIL_FROM: "Tandem" }, "MAIL_FROM: "],
    ["a short passphrase", { ...mail, MAIL_PASSPHRASE_A_B: "planted" }, "MAIL_PASSPHRASE_A_B: at least 12"],
    ["a passphrase alone", { MAIL_PASSPHRASE_A_B: "three planted words" }, "SMTP_URL: is not set"],
  ])("with %s are a fault that names the setting and never its value", (_what, some, says) => {
    const faults = faultsOf({ ...whole, ...some });
    expect(faults.some((one) => one.startsWith(says))).toBe(true);
    expect(faults.join()).not.toContain("planted");
  });

  test("are credentials: with them alone the demonstration is never played", () => {
    expect(readConfig(mail).kind).toBe("faults");
  });
});
