import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Area } from "../../src/domain/area/area-schema.ts";
import { UserError } from "../../src/errors.ts";
import { openDatabase } from "../../src/store/database.ts";
import { activate, keptProtocols } from "../../src/store/reference-store.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { sampleArea, tuesday } from "../support/sample-case.ts";

const area = sampleArea.value;
const council = { installation: "council", team: "T0COUNCIL", user: "U0BOTH" };
const police = { installation: "police", team: "T0POLICE", user: "U0BOTH" };
const inBoth: Area = {
  ...area,
  area: "both",
  people: [
    {
      person: "in-both",
      name: "In Both",
      agency: "police",
      roles: ["manager"],
      teams: [],
      identities: [council, police],
    },
  ],
};

describe("people and reference data", () => {
  let store: TestStore;
  let drop: () => Promise<void>;
  const eventsLike = async (stream: string): Promise<number> => {
    const found = await store.database.sql.execute(
      sql`SELECT count(*)::int AS n FROM events WHERE stream LIKE ${stream}`,
    );
    return (found as { rows: { n: number }[] }).rows[0]?.n ?? -1;
  };

  beforeAll(async () => {
    const database = await freshDatabase();
    drop = database.drop;
    store = await openStore(database.url);
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  test("registering twice, or in two processes at once, registers once", async () => {
    const counts = await Promise.all([
      store.people.register(area, tuesday),
      store.people.register(area, tuesday),
    ]);
    expect(counts.reduce((sum, { registered }) => sum + registered, 0)).toBe(area.people.length);
    expect(await store.people.register(area, tuesday)).toEqual({ registered: 0, left: [] });
    expect(await eventsLike("person/%")).toBe(area.people.length);
    expect((await verifyRecord(store.context)).faults).toEqual([]);
  });

  test("a person of two workspaces is found by either identity, and by nobody else's", async () => {
    await store.people.register(inBoth, tuesday);
    for (const identity of [council, police])
      expect(await store.people.byIdentity(identity)).toEqual({
        person: "in-both",
        name: "In Both",
        agency: "police",
        identities: [council, police],
        postings: [{ area: "both", roles: ["manager"], teams: [] }],
        left: false,
      });
    expect(await store.people.byIdentity({ ...council, team: "T0POLICE" })).toBeUndefined();
    expect(await store.people.byId("nobody")).toBeUndefined();
  });

  test("an identity that was taken out of the area's file no longer opens anything", async () => {
    const [person] = inBoth.people;
    if (person === undefined) throw new Error("nobody");
    const without = { ...inBoth, people: [{ ...person, identities: [police] }] };
    expect((await store.people.register(without, tuesday)).registered).toBe(1);
    expect(await store.people.byIdentity(council)).toBeUndefined();
    expect(await store.people.byIdentity(police)).toBeDefined();
  });

  test("a person of two areas has both", async () => {
    await store.people.register({ ...area, area: "second" }, tuesday);
    const known = await store.people.byId("team-manager");
    expect(known?.postings.map((one) => one.area)).toEqual([area.area, "second"]);
    for (const name of [area.area, "second"])
      expect((await store.people.register({ ...area, area: name }, tuesday)).registered).toBe(0);
  });

  test("an area and its protocol are activated when they change, once, and kept as they were written", async () => {
    const what = { area: "x", areaWritten: { a: 1 }, protocol: "p", protocolWritten: { b: 1 }, at: tuesday };
    const hashes = await Promise.all([1, 2, 3].map(() => activate(store.context, what)));
    expect(new Set(hashes.map(({ protocolHash }) => protocolHash)).size).toBe(1);
    expect(await eventsLike("area/x")).toBe(2);
    const changed = await activate(store.context, { ...what, protocolWritten: { b: 2 } });
    expect(await eventsLike("area/x")).toBe(3);
    await activate(store.context, what);
    expect(await eventsLike("area/x")).toBe(4);
    const kept = await keptProtocols(store.context);
    expect(kept.get(hashes[0]?.protocolHash ?? "")).toEqual({ b: 1 });
    expect(kept.get(changed.protocolHash)).toEqual({ b: 2 });
  });
});

describe("an embedded database", { timeout: 90_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-embedded-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("starts in a fresh folder, keeps what it holds, and refuses a second opening while it is open", async () => {
    const directory = path.join(folder, "not", "yet", "there");
    const first = await openDatabase(`pglite:${directory}`);
    await first.sql.execute(sql`INSERT INTO inbox (request, accepted_at) VALUES ('r', ${tuesday})`);
    await expect(openDatabase(`pglite:${directory}`)).rejects.toThrow(UserError);
    await first.close();
    const second = await openDatabase(`pglite:${directory}`);
    const found = await second.sql.execute(sql`SELECT request FROM inbox`);
    expect((found as { rows: unknown[] }).rows).toEqual([{ request: "r" }]);
    await second.close();
  });

  test("a living process's lock is respected and named; a dead one's is taken over", async () => {
    const directory = path.join(folder, "held");
    const holder = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    const gone = new Promise((resolve) => holder.once("exit", resolve));
    await new Promise((resolve) => holder.once("spawn", resolve));
    const stat = await readFile(`/proc/${holder.pid}/stat`, "utf8").catch(() => "");
    const start = stat.replace(/^.*\) /s, "").split(" ")[19] ?? "unknown";
    await writeFile(`${directory}.lock`, `${holder.pid} ${start}\n`);
    await expect(openDatabase(`pglite:${directory}`)).rejects.toThrow(`in use by process ${holder.pid}`);
    holder.kill("SIGKILL");
    await gone;
    const database = await openDatabase(`pglite:${directory}`);
    await database.close();
  });

  test("a process that has the number of a dead holder is not taken for it", async () => {
    const directory = path.join(folder, "reused");
    await writeFile(`${directory}.lock`, `${process.pid} 1\n`);
    const database = await openDatabase(`pglite:${directory}`);
    expect(database.durable).toBe(false);
    await database.close();
  });
});
