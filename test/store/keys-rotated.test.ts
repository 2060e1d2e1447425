import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import { createCaseStore } from "../../src/store/case-store.ts";
import { rotateKeys } from "../../src/store/key-rotation.ts";
import { masterKeysInUse } from "../../src/store/master-keys-in-use.ts";
import { rows } from "../../src/store/rows.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { beforeCommit, keepWorking, noting, openMany } from "../support/keys.ts";
import { openStore, ringOf, type TestStore } from "../support/open-store.ts";
import { reading } from "../support/reading.ts";
import { sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";

const desk = viewerOf("referral-desk-officer");
const before = ringOf("old");
const added = ringOf("old", "new");
const turned = ringOf("new", "old");
const after = ringOf("new");

describe("rotating the key ring", () => {
  let store: TestStore;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const fresh = await freshDatabase();
    drop = fresh.drop;
    store = await openStore(fresh.url);
  });
  afterEach(async () => {
    await store.database.close();
    await drop();
  });
  const withRing = (keys: typeof before) => ({ ...store.context, keys });
  const casesWith = (keys: typeof before) => createCaseStore(withRing(keys));
  const inUse = async (keys = turned) =>
    (await masterKeysInUse(withRing(keys))).map((one) => [one.name, one.dataKeys, one.ring]);
  const bodiesWith = async (keys: typeof before, ref: TandemRef) =>
    (await casesWith(keys).openBodies(...reading(desk, ref, tuesday))).map(({ body }) => body);

  test("ended in the middle and run again, while others open, write and read, it loses nothing and leaves none behind", async () => {
    const [first, ...others] = await openMany(store.context, before, 12);
    const refs = [first, ...others];
    const notes = new Map(refs.map((ref) => [ref, 0]));
    // One process starts with the new key second, another already with it first, as they do while they are restarted.
    const writers = [added, turned].map((ring, which) =>
      keepWorking(async (round) => {
        const cases = casesWith(ring);
        const { created, commit } = sampleCase();
        await cases.open(created, commit);
        refs.push(created.ref);
        const ref = refs[(round * 2 + which) % refs.length] ?? first;
        await cases.change(ref, noting("one more"));
        notes.set(ref, (notes.get(ref) ?? 0) + 1);
        expect(await bodiesWith(ring, ref)).not.toEqual([]);
      }),
    );
    const all = async () => void (await Promise.all(writers.map((one) => one.oneMore())));

    let pages = 0;
    const killed = beforeCommit(withRing(turned), async () => {
      await all();
      pages += 1;
      if (pages === 3) throw new Error("killed");
    });
    await expect(rotateKeys(killed, 4)).rejects.toThrow("killed");
    expect((await inUse())[0]).toEqual(["new", expect.any(Number), "current"]);
    expect((await inUse())[1]).toEqual(["old", expect.any(Number), "older"]);
    let together = 3;
    const goesOn = beforeCommit(withRing(turned), () => (together-- > 0 ? all() : Promise.resolve()));
    expect(await rotateKeys(goesOn, 4)).toBeGreaterThan(0);
    await Promise.all(writers.map((one) => one.stop()));

    // The process that began with the old key first is gone; what it made meanwhile comes with the last run.
    await rotateKeys(withRing(turned), 4);
    expect(await inUse(after)).toEqual([["new", refs.length, "current"]]);
    for (const ref of refs) expect(await bodiesWith(after, ref)).toHaveLength(1 + (notes.get(ref) ?? 0));
    expect((await verifyRecord(store.context)).faults).toEqual([]);
    expect(await rotateKeys(withRing(turned))).toBe(0);
  });

  test("two that run beside one another wait for nobody and wrap each key once", async () => {
    const refs = await openMany(store.context, before, 20);
    let other = 0;
    const first = beforeCommit(withRing(turned), async () => {
      other += await rotateKeys(withRing(turned), 3);
    });
    const own = await rotateKeys(first, 3);
    expect(own).toBe(3);
    expect(own + other).toBe(20);
    expect(await inUse(after)).toEqual([["new", 20, "current"]]);
    for (const ref of refs) expect(await bodiesWith(after, ref)).toHaveLength(1);
  });

  test("a master key that is not on the ring keeps no other back, and is still named afterwards", async () => {
    const [lost] = await openMany(store.context, ringOf("lost"), 1);
    await openMany(store.context, before, 3);
    await openMany(store.context, ringOf("lost"), 1);
    expect(await rotateKeys(withRing(turned), 1)).toBe(3);
    expect(await inUse()).toEqual([
      ["lost", 2, "missing"],
      ["new", 3, "current"],
    ]);
    expect(await rotateKeys(withRing(ringOf("new", "lost")))).toBe(2);
    expect(await bodiesWith(after, lost)).toHaveLength(1);
  });

  test("another key under the name of an old one is found out, and nothing is written over with it", async () => {
    const [ref] = await openMany(store.context, before, 1);
    const mistaken = { current: "new", keys: new Map([...after.keys, ["old", new Uint8Array(32)]]) };
    expect(await rotateKeys(withRing(mistaken))).toBe(0);
    expect(await inUse(mistaken as never)).toEqual([["old", 1, "another-key"]]);
    expect(await bodiesWith(before, ref)).toHaveLength(1);
  });
});

describe("where a wrapped key belongs", () => {
  let store: TestStore;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const fresh = await freshDatabase();
    drop = fresh.drop;
    store = await openStore(fresh.url);
  });
  afterEach(async () => {
    await store.database.close();
    await drop();
  });
  const run = (statement: ReturnType<typeof sql>) => store.database.sql.execute(statement);

  test("moved to another row it does not unwrap, and a rotation leaves it as it is", async () => {
    const [one, other = one] = await openMany(store.context, store.context.keys, 2);
    await run(sql`UPDATE case_keys SET wrapped = (SELECT wrapped FROM case_keys WHERE stream = ${`case/${other}`})
      WHERE stream = ${`case/${one}`}`);
    const read = store.cases.openBodies(...reading(desk, one, tuesday));
    await expect(read).rejects.toThrow(/authenticate/);
    expect(await rotateKeys({ ...store.context, keys: ringOf("new", "one") })).toBe(1);
    const kept = sql`SELECT master_key AS name FROM case_keys WHERE stream = ${`case/${one}`}`;
    expect(await rows(store.database.sql, kept, z.object({ name: z.string() }))).toEqual([{ name: "one" }]);
  });

  test("put into a compartment that more people may open, it opens nothing of what the other one held", async () => {
    const { created, commit } = sampleCase();
    const events = commit.events.map((event) =>
      event.sealed === undefined ? event : { ...event, sealed: { ...event.sealed, compartment: "police" } },
    );
    await store.cases.open(created, { ...commit, events: events as typeof commit.events });
    await run(sql`UPDATE case_keys SET compartment = 'shared'`);
    const sender = viewerOf("duty-social-worker");
    expect(await store.cases.openBodies(...reading(sender, created.ref, tuesday))).toEqual([]);
  });
});
