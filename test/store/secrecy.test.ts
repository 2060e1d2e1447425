import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "pg";
import { createCaseStore } from "../../src/store/case-store.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import type { StoreContext } from "../../src/store/store-context.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, ringOf, type TestStore } from "../support/open-store.ts";
import { sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";
import { reading } from "../support/reading.ts";

const planted = "Zebedee Quillfeather";
const desk = viewerOf("referral-desk-officer");

describe("what is said of a child is sealed", () => {
  let store: TestStore;
  let url: string;
  let drop: () => Promise<void>;
  const query = async (statement: string) => {
    const found = await store.database.sql.execute(sql.raw(statement));
    return (found as { rows: Record<string, unknown>[] }).rows;
  };
  const withKeys = (keys: StoreContext["keys"]) => createCaseStore({ ...store.context, keys });

  beforeAll(async () => {
    ({ url, drop } = await freshDatabase());
    store = await openStore(url);
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  test("a child's name is in no column of any table, in any spelling, and can be read by who may", async () => {
    const { created, commit } = sampleCase({ child: planted });
    await store.cases.open(created, commit);
    const columns = await query(
      `SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    expect(columns.length).toBeGreaterThan(60);
    const spellings = [
      planted,
      Buffer.from(planted).toString("hex"),
      Buffer.from(planted).toString("base64"),
    ];
    for (const { t, c } of columns)
      for (const word of [...spellings, "Quillfeather", Buffer.from("Quillfeather").toString("hex")]) {
        const [found] = await query(
          `SELECT count(*)::int AS n FROM "${String(t)}" WHERE "${String(c)}"::text ILIKE '%${word}%'`,
        );
        expect(found?.["n"], `${String(t)}.${String(c)}`).toBe(0);
      }
    const [opened] = await store.cases.openBodies(...reading(desk, created.ref, tuesday));
    expect(opened?.body).toMatchObject({ child: planted });
  });

  test("a body that was moved to another place does not open there, though its key is the same", async () => {
    const { created, commit } = sampleCase({ child: planted });
    await store.cases.open(created, commit);
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("SET session_replication_role = replica");
    await client.query(`UPDATE events SET sequence = -1 WHERE stream = $1 AND sequence = 1`, [
      `case/${created.ref}`,
    ]);
    await client.end();
    await expect(store.cases.openBodies(...reading(desk, created.ref, tuesday))).rejects.toThrow(
      /authenticate/,
    );
    expect((await verifyRecord(store.context)).faults).toHaveLength(1);
  });

  test("a new master key seals what is new, and the old one still opens what is old", async () => {
    const old = sampleCase();
    await store.cases.open(old.created, old.commit);
    const both = withKeys(ringOf("two", "one"));
    const fresh = sampleCase();
    await both.open(fresh.created, fresh.commit);
    expect(
      await query(`SELECT master_key FROM case_keys WHERE stream = 'case/${fresh.created.ref}'`),
    ).toEqual([{ master_key: "two" }]);
    for (const { created } of [old, fresh])
      expect(await both.openBodies(...reading(desk, created.ref, tuesday))).toHaveLength(1);
    expect(
      await withKeys(ringOf("two")).openBodies(...reading(desk, fresh.created.ref, tuesday)),
    ).toHaveLength(1);
  });

  test("a master key that is missing is named, and nothing is logged as opened", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    await expect(withKeys(ringOf("two")).openBodies(...reading(desk, created.ref, tuesday))).rejects.toThrow(
      "master key one is not on the key ring",
    );
    expect(await query(`SELECT * FROM access_log WHERE ref = '${created.ref}'`)).toEqual([]);
  });

  test("each opening and each refusal is logged, in the case's own area", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    const elsewhere = { ...desk, person: { ...desk.person, areas: ["elsewhere"] } };
    await store.cases.openBodies(...reading(elsewhere, created.ref, tuesday));
    await store.cases.recordRefusal(desk, { ref: created.ref, verb: "refer", because: ["S1"], at: tuesday });
    expect(
      await query(
        `SELECT area, person, what, sequence FROM access_log WHERE ref = '${created.ref}' ORDER BY 4`,
      ),
    ).toEqual([
      { area: created.area, person: desk.person.person, what: "CaseOpenedForReading", sequence: 1 },
      { area: created.area, person: desk.person.person, what: "ActionRefused", sequence: 2 },
    ]);
    const [first] = await query(
      `SELECT header FROM events WHERE stream = 'access/${created.ref}' AND sequence = 1`,
    );
    expect(JSON.parse(String(first?.["header"]))).toMatchObject({
      compartments: ["shared"],
      by: desk.person.person,
    });
  });

  test("where the opening cannot be logged nothing is shown, and nothing half-written stays", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    await query(`ALTER TABLE access_log ADD CONSTRAINT full_up CHECK (ref <> '${created.ref}')`);
    await expect(store.cases.openBodies(...reading(desk, created.ref, tuesday))).rejects.toThrow("full_up");
    const refusal = { ref: created.ref, verb: "v", because: [], at: tuesday };
    await expect(store.cases.recordRefusal(desk, refusal)).rejects.toThrow("full_up");
    expect(await query(`SELECT * FROM events WHERE stream = 'access/${created.ref}'`)).toEqual([]);
    await query(`ALTER TABLE access_log DROP CONSTRAINT full_up`);
  });
});
