import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { plusMilliseconds } from "../../src/domain/instant.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import { createCaseStore } from "../../src/store/case-store.ts";
import { destroyKeys } from "../../src/store/destroy-keys.ts";
import { rotateKeys } from "../../src/store/key-rotation.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { rows } from "../../src/store/rows.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { beforeCommit, keepWorking, noting, openMany } from "../support/keys.ts";
import { openStore, ringOf, type TestStore } from "../support/open-store.ts";
import { reading } from "../support/reading.ts";
import { tuesday, viewerOf } from "../support/sample-case.ts";

const desk = viewerOf("referral-desk-officer");
const later = plusMilliseconds(tuesday, 3_600_000);
const erasing = {
  compartment: "shared",
  by: "command-line",
  at: later,
  because: ["kept for as long as the schedule says"],
};

let store: TestStore;
let drop: () => Promise<void>;
beforeAll(async () => {
  const fresh = await freshDatabase();
  drop = fresh.drop;
  store = await openStore(fresh.url);
});
afterAll(async () => {
  await store.database.close();
  await drop();
});

const query = <T extends z.ZodRawShape>(statement: ReturnType<typeof sql>, shape: T) =>
  rows(store.database.sql, statement, z.object(shape));
const projections = () =>
  query(
    sql`SELECT row_to_json(t)::text AS row FROM (SELECT * FROM cases ORDER BY ref) t
        UNION ALL SELECT row_to_json(t)::text FROM (SELECT * FROM deadlines ORDER BY id) t
        UNION ALL SELECT row_to_json(t)::text FROM (SELECT * FROM timers ORDER BY id) t`,
    { row: z.string() },
  );
const openOne = async (): Promise<TandemRef> => {
  const [ref] = await openMany(store.context, store.context.keys, 1);
  return ref;
};
const turned = () => ({ ...store.context, keys: ringOf("two", "one") });
const living = async (ref: string) =>
  (
    await query(sql`SELECT id FROM case_keys WHERE stream = ${`case/${ref}`} AND wrapped IS NOT NULL`, {
      id: z.string(),
    })
  ).length;

describe("erasing a compartment", () => {
  test("the record says what was erased, when, by whom and because of what, and the case stands as before", async () => {
    const ref = await openOne();
    const before = await projections();
    const names = () => query(sql`SELECT kind FROM name_tokens WHERE ref = ${ref}`, { kind: z.string() });
    expect(await names()).not.toEqual([]);
    expect(await destroyKeys(store.context, ref, erasing)).toEqual({ ok: true, keys: 1 });
    expect(await names()).toEqual([]);
    const loaded = await store.cases.read(desk, ref);
    expect(loaded?.events.at(-1)).toEqual({
      type: "KeyDestroyed",
      header: { ...erasing, enteredAt: later, keys: 1 },
    });
    expect(await projections()).toEqual(before);
    await rebuild(store.context);
    expect(await projections()).toEqual(before);
    expect((await verifyRecord(store.context)).faults).toEqual([]);
  });

  test("a case that there is not, and a compartment with nothing in it, are said, and nothing is written", async () => {
    const ref = await openOne();
    const count = () => query(sql`SELECT count(*)::int AS n FROM events`, { n: z.number() });
    const before = await count();
    const nobody = store.context.ids.newRef();
    expect(await destroyKeys(store.context, nobody, erasing)).toEqual({ ok: false, because: "no such case" });
    const wrong = await destroyKeys(store.context, ref, { ...erasing, compartment: "police" });
    expect(wrong).toEqual({ ok: false, because: "nothing to erase", living: ["shared"] });
    expect(await count()).toEqual(before);
    expect(await living(ref)).toBe(1);
  });

  test("is shown where the text stood to whoever could have read it, and to nobody else", async () => {
    const ref = await openOne();
    const header = {
      by: "referral-desk-officer",
      at: tuesday,
      enteredAt: tuesday,
      agency: "police",
    } as const;
    const sealed = { compartment: "police", body: { note: "of the police alone" } } as const;
    const event = {
      type: "StepRecorded",
      version: 1,
      header: { ...header, step: "checks-recorded" },
      sealed,
    } as const;
    await store.cases.change(ref, () => ({ answer: true, commit: { events: [event], notices: [] } }));
    const typesFor = async (person: string) =>
      (await store.cases.openBodies(...reading(viewerOf(person), ref, later))).map(({ type }) => type);
    expect(await typesFor("referral-desk-officer")).toEqual(["ReferralRecorded", "StepRecorded"]);
    expect(await destroyKeys(store.context, ref, { ...erasing, compartment: "police" })).toMatchObject({
      ok: true,
    });
    expect(await typesFor("referral-desk-officer")).toEqual(["ReferralRecorded", "KeyDestroyed"]);
    expect(await typesFor("duty-social-worker")).toEqual(["ReferralRecorded"]);
  });

  test("that fails before it commits has erased nothing and says nothing", async () => {
    const ref = await openOne();
    const broken = beforeCommit(store.context, () => Promise.reject(new Error("killed")));
    await expect(destroyKeys(broken, ref, erasing)).rejects.toThrow("killed");
    const bodies = await store.cases.openBodies(...reading(desk, ref, later));
    expect(bodies.map(({ type }) => type)).toEqual(["ReferralRecorded"]);
  });

  test("a rotation that meets a key which is being destroyed passes it over, and never brings it back", async () => {
    const ref = await openOne();
    let rotated = -1;
    const slow = beforeCommit(store.context, async () => {
      rotated = await rotateKeys(turned());
    });
    expect(await destroyKeys(slow, ref, erasing)).toEqual({ ok: true, keys: 1 });
    expect(rotated).toBeGreaterThanOrEqual(0);
    expect(await living(ref)).toBe(0);
    await rotateKeys(turned());
    expect(await living(ref)).toBe(0);
  });

  test("an erasure that meets a rotation waits for its page, and destroys what that has written", async () => {
    const ref = await openOne();
    let erased: ReturnType<typeof destroyKeys> | undefined;
    const waits = sql`SELECT count(*)::int AS n FROM pg_locks l JOIN pg_database d ON d.datname = current_database()
      WHERE NOT l.granted AND (l.database = d.oid OR l.locktype = 'transactionid')
        AND l.pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`;
    const slow = beforeCommit(turned(), async () => {
      if (erased !== undefined) return;
      erased = destroyKeys(store.context, ref, erasing);
      await expect.poll(() => query(waits, { n: z.number() }), { interval: 5 }).toEqual([{ n: 1 }]);
    });
    expect(await rotateKeys(slow)).toBeGreaterThan(0);
    expect(await erased).toEqual({ ok: true, keys: 1 });
    expect(await living(ref)).toBe(0);
  });

  test("while others write and a rotation runs: what was written before is gone, what came after can be read", async () => {
    const refs = await openMany(store.context, store.context.keys, 6);
    const [first] = refs;
    const cases = createCaseStore(turned());
    const writers = [0, 1].map((which) =>
      keepWorking(async (round) => {
        const ref = refs[(round + which * 3) % refs.length] ?? first;
        await cases.change(ref, noting("one more"));
        await cases.openBodies(...reading(desk, ref, later));
      }),
    );
    const back = { ...store.context, keys: ringOf("one", "two") };
    const rotation = keepWorking(async (round) => {
      await rotateKeys(round % 2 === 0 ? turned() : back, 2);
    });
    const all = [...writers, rotation];
    const others = async () => void (await Promise.all(all.map((one) => one.oneMore())));
    for (const ref of refs) {
      expect(await destroyKeys(turned(), ref, erasing)).toEqual({ ok: true, keys: 1 });
      await others();
    }
    for (let round = 0; round < refs.length; round += 1) await others();
    await Promise.all(all.map((one) => one.stop()));

    for (const ref of refs) {
      const stored = await query(
        sql`SELECT type, body IS NOT NULL AS sealed FROM events WHERE stream = ${`case/${ref}`} ORDER BY sequence`,
        { type: z.string(), sealed: z.boolean() },
      );
      const at = stored.findIndex(({ type }) => type === "KeyDestroyed");
      expect(stored.filter(({ type }) => type === "KeyDestroyed")).toHaveLength(1);
      const since = stored.slice(at).filter(({ sealed }) => sealed).length;
      expect(since).toBeGreaterThan(0);
      const opened = await cases.openBodies(...reading(desk, ref, later));
      expect(opened.map(({ type }) => type)).toEqual([
        "KeyDestroyed",
        ...stored.slice(at + 1).map(() => "StepRecorded"),
      ]);
    }
    expect((await verifyRecord(store.context)).faults).toEqual([]);
    const before = await projections();
    await rebuild(store.context);
    expect(await projections()).toEqual(before);
  });
});
