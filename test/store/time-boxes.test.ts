import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TemporaryFailure } from "../../src/errors.ts";
import { openDatabase } from "../../src/store/database.ts";
import { describeFault } from "../../src/store/describe-fault.ts";
import { sqlState } from "../../src/store/rows.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openLine } from "../support/interruptions.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { sampleCase } from "../support/sample-case.ts";

const faultOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.unreachable("it should have failed"),
    (fault: unknown) => fault,
  );

describe("nothing waits for the database for long", () => {
  let store: TestStore;
  let url: string;
  let drop: () => Promise<void>;
  const other = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const lockCase = async (client: Client, ref: string) => {
    await client.query("BEGIN");
    await client.query("SELECT 1 FROM streams WHERE stream = $1 FOR UPDATE", [`case/${ref}`]);
  };

  beforeAll(async () => {
    ({ url, drop } = await freshDatabase());
    store = await openStore(url);
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  test("a case that somebody else holds locked is given up on in under 2.5 seconds, to be tried again", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    await other(async (client) => {
      await lockCase(client, created.ref);
      const start = performance.now();
      const fault = await faultOf(store.cases.change(created.ref, () => ({ answer: 1 })));
      expect(performance.now() - start).toBeLessThan(2_500);
      expect(fault).toBeInstanceOf(TemporaryFailure);
      expect(["55P03", "57014"]).toContain(sqlState(fault));
    });
    expect(await store.cases.change(created.ref, () => ({ answer: 1 }))).toBe(1);
  });

  test("a slow statement is ended", async () => {
    const fault = await faultOf(store.database.sql.execute(sql`SELECT pg_sleep(5)`));
    expect(sqlState(fault)).toBe("57014");
  });

  test("a connection that is cut while it is in use fails that work alone, and the next one works", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    await other(async (client) => {
      await lockCase(client, created.ref);
      const blocked = faultOf(store.cases.change(created.ref, () => ({ answer: 1 })));
      await new Promise((resolve) => setTimeout(resolve, 300));
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      expect(await blocked).toBeInstanceOf(TemporaryFailure);
    });
    expect(await store.cases.change(created.ref, () => ({ answer: 2 }))).toBe(2);
  });

  test("a connection that is cut between two statements of a transaction does not end the process", async () => {
    const fault = await faultOf(
      store.database.sql.transaction(async (transaction) => {
        const found = await transaction.execute(sql`SELECT pg_backend_pid() AS pid`);
        const { pid } = (found as { rows: [{ pid: number }] }).rows[0];
        await other((client) => client.query("SELECT pg_terminate_backend($1)", [pid]));
        await new Promise((resolve) => setTimeout(resolve, 200));
        await transaction.execute(sql`SELECT 1`);
      }),
    );
    expect(fault).toBeInstanceOf(Error);
    await store.database.sql.execute(sql`SELECT 1`);
  });

  test("a connection that is cut as a transaction begins is not lost to the pool", async () => {
    const line = await openLine({ host: new URL(url).hostname, port: Number(new URL(url).port) });
    const through = new URL(url);
    through.host = `127.0.0.1:${line.port}`;
    const database = await openDatabase(through.href, 1);
    await database.sql.execute(sql`SELECT 1`);
    line.silence();
    const beginning = faultOf(database.sql.transaction((transaction) => Promise.resolve(transaction)));
    line.cut();
    expect(await beginning).toBeInstanceOf(Error);
    line.restore();
    await database.sql.transaction((transaction) => Promise.resolve(transaction.execute(sql`SELECT 1`)));
    await database.close();
    await line.close();
  });

  test("all idle connections cut: the pool gets new ones", async () => {
    await other((client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { created, commit } = sampleCase();
    expect(await store.cases.open(created, commit)).toMatchObject({ existed: false });
  });

  test("a refused connection is told at once", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const database = await openDatabase(`postgres://tandem@127.0.0.1:${port}/tandem`);
    const start = performance.now();
    const fault = await faultOf(database.sql.execute(sql`SELECT 1`));
    expect(performance.now() - start).toBeLessThan(500);
    expect(describeFault(fault)).toContain("ECONNREFUSED");
    await database.close();
  });

  test("a server that takes the connection and says nothing is given up on in under 2.5 seconds", async () => {
    const server = createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const database = await openDatabase(`postgres://tandem@127.0.0.1:${port}/tandem`);
    const start = performance.now();
    await faultOf(database.sql.execute(sql`SELECT 1`));
    expect(performance.now() - start).toBeLessThan(2_500);
    await database.close();
    server.close();
  });

  test("a fault is described without any value", async () => {
    const { created, commit } = sampleCase();
    const work = () =>
      store.database.sql.execute(
        sql`INSERT INTO inbox (request, accepted_at) VALUES ('Planted Name', '2026-01-01T00:00:00Z')`,
      );
    await work();
    const fault = await faultOf(work());
    expect(String(fault)).toContain("Planted Name");
    expect(describeFault(fault)).toBe(
      "DrizzleQueryError < DatabaseError, SQLSTATE 23505, constraint inbox_pkey",
    );
    expect(describeFault(new RangeError("Planted Name"))).toBe("RangeError");
    expect(describeFault("Planted Name")).toBe("not an error");
    const notices = commit.notices.map((notice) => ({ ...notice, id: "same" }));
    const leaving = await faultOf(store.cases.open(created, { ...commit, notices }));
    expect(JSON.stringify([String(leaving), (leaving as Error).cause ?? null])).not.toContain("same");
  });
});
