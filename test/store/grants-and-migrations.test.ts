import { sql } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCaseStore } from "../../src/store/case-store.ts";
import { openDatabase, type Database } from "../../src/store/database.ts";
import { destroyKeys } from "../../src/store/destroy-keys.ts";
import { migrate } from "../../src/store/migrate.ts";
import { createOutboxStore } from "../../src/store/outbox-store.ts";
import { createPeopleStore } from "../../src/store/people-store.ts";
import { pruneInbox } from "../../src/store/prune-inbox.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { decideClosure } from "../../src/domain/calendar/decide-closure.ts";
import { createCalendarStore } from "../../src/store/calendar-store.ts";
import { activate, keptProtocols } from "../../src/store/reference-store.ts";
import { sqlState } from "../../src/store/rows.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { sampleArea, sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";
import { reading } from "../support/reading.ts";

describe("the record only grows, and the application can do its work with what it is granted", () => {
  let owner: TestStore;
  let drop: () => Promise<void>;
  let url: string;
  const app = "SET ROLE tandem_app";

  const stateOf = async (role: string, statement: string): Promise<string | undefined> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(role);
      await client.query(statement);
      return undefined;
    } catch (fault) {
      return sqlState(fault);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    ({ url, drop } = await freshDatabase());
    owner = await openStore(url);
    const { created, commit } = sampleCase();
    await owner.cases.open(created, commit);
  });
  afterAll(async () => {
    await owner.database.close();
    await drop();
  });

  test.each([
    "UPDATE events SET header = header",
    "UPDATE events SET hash = hash WHERE sequence = 1",
    "DELETE FROM events",
    "TRUNCATE events",
    "TRUNCATE streams CASCADE",
  ])("%s is refused, to its owner too", async (statement) => {
    expect(await stateOf("SELECT 1", statement)).toBe("42501");
    for (const role of ["tandem_app", "tandem_auditor", "tandem_migrator"])
      expect(await stateOf(`SET ROLE ${role}`, statement)).toBe("42501");
  });

  test.each([
    "ALTER TABLE events DISABLE TRIGGER ALL",
    "DROP TABLE events",
    "SET session_replication_role = replica",
    "DELETE FROM streams",
    "DELETE FROM case_keys",
    "UPDATE access_log SET what = ''",
    "DELETE FROM access_log",
    "UPDATE versions SET name = ''",
  ])("the application may not: %s", async (statement) => {
    expect(await stateOf(app, statement)).toBe("42501");
  });

  test("the auditor reads the record, and neither keys nor messages", async () => {
    const auditor = "SET ROLE tandem_auditor";
    expect(await stateOf(auditor, "SELECT * FROM events, access_log")).toBeUndefined();
    expect(await stateOf(auditor, "SELECT * FROM case_keys")).toBe("42501");
    expect(await stateOf(auditor, "SELECT * FROM outbox")).toBe("42501");
    expect(await stateOf(auditor, "INSERT INTO inbox VALUES ('x', '2026-01-01')")).toBe("42501");
  });

  test("the application does all of its work under its own role", async () => {
    const login = `${new URL(url).pathname.slice(1)}_login`;
    await owner.database.sql.execute(sql.raw(`CREATE ROLE ${login} LOGIN IN ROLE tandem_app`));
    const address = new URL(url);
    address.username = login;
    const database = await openDatabase(address.href);
    const context = { ...owner.context, sql: database.sql };
    const { created, commit } = sampleCase();
    const cases = createCaseStore(context);
    await cases.open(created, commit);
    await cases.change(created.ref, () => ({ answer: 1, commit: { events: [lastOf(commit)], notices: [] } }));
    const outbox = createOutboxStore(context);
    const id = commit.notices[0]?.id ?? "";
    const lease = await outbox.lease(id, tuesday);
    if (lease.state !== "leased") throw new Error(lease.state);
    await outbox.sent(lease.item, { providerId: "1.1", channel: "C1", text: "t" }, undefined);
    const viewer = viewerOf("duty-social-worker");
    expect(await cases.openBodies(...reading(viewer, created.ref, tuesday))).toHaveLength(1);
    await cases.recordRefusal(viewer, { ref: created.ref, verb: "v", because: [], at: tuesday });
    await createPeopleStore(context).register(sampleArea.value, tuesday);
    const what = { area: "a", areaWritten: {}, protocol: "p", protocolWritten: [], at: tuesday };
    await activate(context, what);
    expect(await keptProtocols(context)).toHaveProperty("size", 1);
    const calendars = createCalendarStore(context);
    const closing = { does: "add", date: "2026-09-04", because: "sample", by: "a", at: tuesday } as const;
    await calendars.change((inForce) => decideClosure(closing, inForce));
    expect(await calendars.inForce()).toHaveLength(1);
    expect((await rebuild(context)).cases).toBe(2);
    const erasing = { compartment: "shared", by: "command-line", at: tuesday, because: ["sample"] };
    expect(await destroyKeys(context, created.ref, erasing)).toEqual({ ok: true, keys: 1 });
    await pruneInbox(context, tuesday);
    expect((await verifyRecord(context)).faults).toEqual([]);
    await database.close();
    await owner.database.sql.execute(sql.raw(`DROP ROLE ${login}`));
  });
});

const lastOf = <T>({ events }: { readonly events: readonly T[] }): T => {
  const last = events.at(-1);
  return last ?? expect.unreachable("no events");
};

describe("migrations", () => {
  const opened: { readonly database: Database; readonly drop: () => Promise<void> }[] = [];
  const openFresh = async (handles: number): Promise<readonly Database[]> => {
    const { url, drop } = await freshDatabase();
    const databases = await Promise.all(Array.from({ length: handles }, () => openDatabase(url)));
    for (const [index, database] of databases.entries())
      opened.unshift({ database, drop: index === 0 ? drop : () => Promise.resolve() });
    return databases;
  };
  afterAll(async () => {
    for (const { database, drop } of opened) {
      await database.close();
      await drop();
    }
  });

  test("running twice is running once", async () => {
    const [database] = await openFresh(1);
    if (database === undefined) throw new Error("no database");
    expect(await migrate(database.sql)).toBeGreaterThan(0);
    expect(await migrate(database.sql)).toBe(0);
  });

  test("four that start together migrate once", async () => {
    const databases = await openFresh(4);
    const ran = await Promise.all(databases.map(({ sql: handle }) => migrate(handle)));
    expect(ran.filter((count) => count > 0)).toHaveLength(1);
  });

  test("several new databases of one cluster migrate at the same time, roles included", async () => {
    const databases = (await Promise.all(Array.from({ length: 5 }, () => openFresh(1)))).flat();
    const ran = await Promise.all(databases.map(({ sql: handle }) => migrate(handle)));
    expect(new Set(ran).size).toBe(1);
  });
});
