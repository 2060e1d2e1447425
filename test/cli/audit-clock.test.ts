import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openLine } from "../support/interruptions.ts";
import { environment, runTandem, startProcess, type Environment } from "./run-process.ts";

let database: Database;
let url: string;
let drop: () => Promise<void>;
let heart: Server;
let beats: string[];
let answer: number | undefined;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  database = await openDatabase(url);
  await migrate(database.sql);
  heart = createServer((request, response) => {
    beats.push(request.url ?? "");
    if (answer !== undefined) response.writeHead(answer).end();
  });
  await new Promise<void>((resolve) => heart.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  beats = [];
  answer = 200;
});
afterEach(async () => {
  await database.sql.execute(sql`DELETE FROM timers`);
  await database.sql.execute(sql`DELETE FROM outbox`);
});
afterAll(async () => {
  heart.closeAllConnections();
  heart.close();
  await database.close();
  await drop();
});

const settings = (others: Environment = {}): Environment => {
  const { port } = heart.address() as AddressInfo;
  return environment({
    DATABASE_URL: url,
    TANDEM_HEARTBEAT_URL: `http://127.0.0.1:${port}/beat`,
    ...others,
  });
};
const audit = (others?: Environment) => runTandem(["audit-clock"], settings(others));

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
/** An id as the bot makes them, which says when it was made. */
const idMade = (seconds: number): string => {
  const hex = (Date.now() - seconds * 1_000).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
const timerDue = (id: string, seconds: number) =>
  database.sql.execute(
    sql`INSERT INTO timers (id, ref, area, kind, lane, due_at)
        VALUES (${id}, 'PLAN-TED1', 'exampleshire', 'ladder', 'normal', ${ago(seconds)})`,
  );
const messageMade = (seconds: number, row: { state: string; attempts: number; later: number }) =>
  database.sql.execute(
    sql`INSERT INTO outbox (id, ref, area, medium, installation, destination, lane, notice, key, state, attempts,
          not_before, fence)
        VALUES (${idMade(seconds)}, 'PLAN-TED1', 'exampleshire', 'slack', 'police', 'C0PLANTED', 'urgent',
          '{"text": "Planted words"}', ${idMade(seconds)}, ${row.state}, ${row.attempts}, ${ago(-row.later)}, 0)`,
  );

describe("the auditor of the clock", () => {
  it("sends the heartbeat when nothing is late, and says so", async () => {
    await timerDue("barely", 60);
    await timerDue("tomorrow", -86_400);
    expect(await audit()).toEqual({ code: 0, output: "nothing is late; the heartbeat was sent\n" });
    expect(beats).toEqual(["/beat"]);
  });

  it("sends none when a step is overdue by more than two minutes, and says by ids alone what and since when", async () => {
    await timerDue("forgotten-timer", 150);
    await timerDue("barely", 60);
    const { code, output } = await audit();
    expect(code).toBe(1);
    expect(output).toMatch(/^late: timer forgotten-timer, due since \d{4}-\S+Z\n/);
    expect(output).toContain("The clock is not sound");
    expect(output).not.toMatch(/barely|planted|PLAN-TED1/i);
    expect(beats).toEqual([]);
  });

  it("counts a message since it was made: never tried, put off again and again, or not looked for again", async () => {
    await messageMade(200, { state: "pending", attempts: 0, later: -100_000 });
    await messageMade(201, { state: "pending", attempts: 9, later: 30 });
    await messageMade(202, { state: "unknown", attempts: 1, later: 2 });
    const { code, output } = await audit();
    expect(code).toBe(1);
    expect(output.match(/^late: message [0-9a-f-]{36}, due since/gm)).toHaveLength(3);
    expect(output).not.toMatch(/planted|PLAN-TED1/i);
    expect(beats).toEqual([]);
  });

  it("counts no message that is sent, given up, or has waited for less", async () => {
    await messageMade(900, { state: "sent", attempts: 1, later: -100_000 });
    await messageMade(901, { state: "failed", attempts: 1, later: -100_000 });
    await messageMade(60, { state: "pending", attempts: 3, later: 5 });
    expect((await audit()).code).toBe(0);
    expect(beats).toEqual(["/beat"]);
  });

  it("says aloud when the heartbeat is refused, and when nobody takes it", async () => {
    answer = 503;
    expect(await audit()).toMatchObject({
      code: 1,
      output: expect.stringContaining("the heartbeat was answered 503") as string,
    });
    expect(await audit({ TANDEM_HEARTBEAT_URL: "http://127.0.0.1:1/" })).toMatchObject({
      code: 1,
      output: expect.stringContaining("the heartbeat's address did not answer") as string,
    });
  });

  it("gives a heartbeat's address that says nothing five seconds, and then says so", async () => {
    answer = undefined;
    const { code, output } = await audit();
    expect(code).toBe(1);
    expect(output).toContain("the heartbeat's address did not answer");
    expect(beats).toEqual(["/beat"]);
  });

  it("says that nobody is told where no address is set", async () => {
    const { code, output } = await audit({ TANDEM_HEARTBEAT_URL: "" });
    expect(code).toBe(0);
    expect(output).toContain("no TANDEM_HEARTBEAT_URL is set, so nobody was told");
  });

  it("sends none, in plain words, when the database does not answer", async () => {
    const away = await audit({ DATABASE_URL: "postgres://tandem@127.0.0.1:1/tandem" });
    expect(away).toEqual({
      code: 1,
      output: "the database could not be asked\nThe clock is not sound\n",
    });
    expect(beats).toEqual([]);
  });

  it("goes on watching while the database hangs: it says so, and the heartbeat stays away", async () => {
    const { hostname, port } = new URL(url);
    const line = await openLine({ host: hostname, port: Number(port || 5432) });
    const through = new URL(url);
    through.host = `127.0.0.1:${line.port}`;
    line.silence();
    const watching = startProcess(
      "src/cli.ts",
      ["audit-clock", "--watch"],
      settings({ DATABASE_URL: through.href }),
    );
    await expect.poll(watching.output, { timeout: 10_000 }).toContain("the database could not be asked");
    expect(beats).toEqual([]);
    watching.signal("SIGKILL");
    await watching.ended;
    await line.close();
  });
});
