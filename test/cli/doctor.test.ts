import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Redis } from "ioredis";
import { worldOfArea } from "../../scripts/world-of-area.ts";
import { startWorkspace, type Workspace } from "../../simulator/workspace.ts";
import { examine } from "../../src/cli/doctor.ts";
import { inWords } from "../../src/cli/line.ts";
import { readConfig } from "../../src/config.ts";
import { loadReferenceFiles } from "../../src/files/load-reference.ts";
import { packageRoot } from "../../src/run.ts";
import { openDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { startMailServer, trustedFile } from "../mail/mail-servers.ts";
import { redisOfOurOwn, type OwnRedis } from "../queue/redis-of-our-own.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { sampleArea } from "../support/sample-case.ts";
import { runningClock } from "../watching/running-clock.ts";
import { environment, runTandem, type Environment } from "./run-process.ts";

let url: string;
let drop: () => Promise<void>;
let redis: OwnRedis;
let workspaces: readonly Workspace[];

beforeAll(async () => {
  redis = await redisOfOurOwn();
  await redis.start();
  workspaces = await Promise.all(worldOfArea(sampleArea.value).map(startWorkspace));
  ({ url, drop } = await freshDatabase());
  const database = await openDatabase(url);
  await migrate(database.sql);
  await database.close();
});
afterAll(async () => {
  await Promise.all(workspaces.map((one) => one.close()));
  await redis.remove();
  await drop();
});

const settings = (others: Environment = {}): Environment => {
  const slack = workspaces.flatMap(({ seed, apiUrl }) => {
    const name = `SLACK_${seed.installation.toUpperCase()}`;
    return [
      [`${name}_API_URL`, apiUrl],
      [`${name}_TEAM_ID`, seed.teamId],
    ];
  });
  return environment({
    ...(Object.fromEntries(slack) as Environment),
    DATABASE_URL: url,
    REDIS_URL: redis.url,
    ...others,
  });
};
const doctor = (others?: Environment) => runTandem(["doctor"], settings(others));

const redisSet = async (settingsOfRedis: Readonly<Record<string, string>>) => {
  const asking = new Redis(redis.url);
  for (const [name, value] of Object.entries(settingsOfRedis)) await asking.config("SET", name, value);
  asking.disconnect();
};

describe("tandem doctor", () => {
  it("finds nothing wrong where nothing is, and ends well", async () => {
    const { code, output } = await doctor();
    expect(output).not.toContain("FAIL");
    expect(code).toBe(0);
    for (const sound of [
      "the configuration is complete",
      "PostgreSQL answers",
      "the database is at this version",
      "the roles are there",
      "the database can be written",
      "the clocks agree within 2 s",
      "every data key can be opened by a key in TANDEM_KEYS",
      "Redis answers",
      "Redis evicts nothing",
      "Redis keeps an append-only file",
      "Slack knows the installation council as T0COUNCIL",
    ])
      expect(output).toContain(`ok    ${sound}`);
    expect(output).toMatch(/^warn {2}bexley: .* is to be reviewed by 2018-02-28$/m);
  });

  it("says of each thing that is wrong what to do, shows no secret and ends badly", async () => {
    await redisSet({ "maxmemory-policy": "allkeys-lru", appendonly: "no" });
    const { code, output } = await doctor({
      DATABASE_URL: "postgres://tandem:planted-password@127.0.0.1:1/tandem",
      SLACK_COUNCIL_BOT_TOKEN: "xoxb-planted-token",
      SLACK_POLICE_TEAM_ID: "T0ANOTHER",
    });
    await redisSet({ "maxmemory-policy": "noeviction", appendonly: "yes" });
    expect(code).toBe(1);
    expect(output.match(/^FAIL .*\n {6}.+$/gm)).toEqual([
      "FAIL  PostgreSQL answers\n      Check DATABASE_URL and that the server runs.",
      "FAIL  Redis evicts nothing\n      Set maxmemory-policy noeviction.",
      "FAIL  Redis keeps an append-only file\n      Set appendonly yes.",
      expect.stringMatching(
        /^FAIL {2}Slack knows the installation council as T0COUNCIL\n.*SLACK_COUNCIL_BOT_TOKEN/,
      ),
      expect.stringMatching(
        /^FAIL {2}Slack knows the installation police as T0ANOTHER\n.*SLACK_POLICE_BOT_TOKEN/,
      ),
    ]);
    expect(output).toContain("5 things are not sound");
    expect(output).not.toContain("planted");
  });

  it("gives a Redis that takes the connection and says nothing a few seconds, and then says so", async () => {
    const server = await redis.start();
    server.pause();
    const { code, output } = await doctor();
    server.resume();
    expect(code).toBe(1);
    expect(output).toContain("FAIL  Redis answers");
    expect(output).toContain("1 thing is not sound");
  });

  it("says every fault of a configuration, and looks no further", async () => {
    const { code, output } = await doctor({ TANDEM_AUDIT_KEY: "planted", SLACK_POLICE_BOT_TOKEN: "" });
    expect(code).toBe(1);
    expect(output).toContain("FAIL  configuration: TANDEM_AUDIT_KEY");
    expect(output).toContain("FAIL  configuration: SLACK_POLICE_BOT_TOKEN");
    expect(output).not.toMatch(/planted|PostgreSQL answers/);
  });

  it(
    "signs in at the mail server over TLS, sends nothing, shows no password and says what to check",
    { timeout: 120_000 },
    async () => {
      const signedIn: string[] = [];
      const server = await startMailServer({
        authOptional: false,
        onAuth: ({ username, password }, { secure }, done) => {
          signedIn.push(`${username}, ${secure ? "over TLS" : "in the clear"}`);
          return password === "planted-password" ? done(null, { user: username }) : done(new Error("no"));
        },
      });
      const mail = {
        NODE_EXTRA_CA_CERTS: trustedFile,
        SMTP_URL: `smtp://127.0.0.1:${server.port}`,
        SMTP_USER: "tandem",
        SMTP_PASSWORD: "planted-password",
        MAIL_FROM: "Tandem <tandem@council.example>",
      };
      const [good, refused, untrusted] = await Promise.all([
        doctor(mail),
        doctor({ ...mail, SMTP_PASSWORD: "planted-mistake" }),
        doctor({ ...mail, NODE_EXTRA_CA_CERTS: "" }),
      ]);
      expect(good.output).toContain(
        "ok    the mail server answers over TLS with a sound certificate, and lets Tandem in",
      );
      expect(good.code).toBe(0);
      for (const { code, output } of [refused, untrusted]) {
        expect(code).toBe(1);
        expect(output).toMatch(
          /^FAIL {2}the mail server answers over TLS .*\n {6}Check SMTP_URL, SMTP_USER and SMTP_PASSWORD/m,
        );
        expect(output).not.toContain("planted");
      }
      expect(new Set(signedIn)).toEqual(new Set(["tandem, over TLS"]));
      expect(server.taken).toEqual([]);
      await server.stop();
    },
  );

  it("says which areas send e-mail where no mail server is set, and goes on", async () => {
    const { code, output } = await doctor();
    expect(output).toMatch(
      /^warn {2}fictown sends secure e-mail \(S4-11\), and no mail server is set: .*\n {6}Set SMTP_URL and MAIL_FROM/m,
    );
    expect(code).toBe(0);
  });

  it.each([
    [2_500, "FAIL"],
    [-2_500, "FAIL"],
    [1_000, "ok  "],
  ])("a machine whose clock is %i ms ahead of the database's: %s", async (ahead, says) => {
    const time = runningClock();
    time.machineAhead(ahead);
    const read = readConfig(settings());
    const loaded = loadReferenceFiles(packageRoot);
    const lines = await examine({ version: process.version, read, loaded, clock: time.clock });
    expect(lines.map(inWords).join("\n")).toContain(`${says}  the clocks agree within 2 s`);
  });
});
