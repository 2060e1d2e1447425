import { createHash } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { appendToStream, lockStream } from "../../src/store/append-to-stream.ts";
import { checkpointStream, makeCheckpoint } from "../../src/store/checkpoint.ts";
import type { Sql } from "../../src/store/database.ts";
import { readHeaders } from "../../src/store/stored-event.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import type { Anchor } from "../../src/watch-ports.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { reading } from "../support/reading.ts";
import { sampleCase, seededIds, tuesday, viewerOf } from "../support/sample-case.ts";
import { tamperings, type Intruder, type Place } from "../support/tamperings.ts";

const tries = 1_000;
const ids = seededIds("tampering");
const reader = viewerOf("duty-social-worker");

let store: TestStore;
let url: string;
let drop: () => Promise<void>;
/** One of every checkpoint, as a file outside the database would have them. */
let anchors: readonly Anchor[] = [];

const checkpoint = async (): Promise<void> => {
  const made = await makeCheckpoint(store.context, tuesday);
  if (made === undefined) throw new Error("there is nothing to list");
  anchors = [...anchors, { ...made, at: tuesday }];
};

const refer = async () => {
  const { created, commit } = sampleCase({ ids });
  await store.cases.open(created, commit);
  return created.ref;
};
const read = (ref: Awaited<ReturnType<typeof refer>>) =>
  store.cases.openBodies(...reading(reader, ref, tuesday));

/** Three rounds of work with a checkpoint after each: streams that end in each of them, and some that grow in all. */
beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  store = await openStore(url, ids);
  const refs = [];
  for (const round of [1, 2, 3]) {
    for (let number = 0; number < 6; number += 1) refs.push(await refer());
    for (const [index, ref] of refs.entries()) if (index % 2 === 0 || round === 3) await read(ref);
    await checkpoint();
  }
});
afterAll(async () => {
  await store.database.close();
  await drop();
});

/** The same numbers in every run, so that a failure can be found again. */
const numbers = () => {
  let count = 0;
  return (below: number): number =>
    createHash("sha256")
      .update(`tampering ${(count += 1)}`)
      .digest()
      .readUInt32BE() % below;
};

const headsOf = z.object({ heads: z.array(z.object({ stream: z.string(), sequence: z.number() })) });

/** The record as one open transaction has it: what an intruder did in it is seen, and can be undone. */
const seenBy = (one: Client): Sql => {
  const handle = drizzle({ client: one });
  const own: Sql = {
    execute: async (statement) => handle.execute(statement),
    transaction: (work) => work(own),
  };
  return own;
};

describe("whoever changes the record behind Tandem's back is found out, and where", () => {
  let client: Client;
  let places: readonly Place[];
  let kept: readonly Place[];

  beforeAll(async () => {
    client = new Client({ connectionString: url });
    await client.connect();
    await client.query("SET session_replication_role = replica");
    const found = await client.query<Place>("SELECT stream, sequence FROM events ORDER BY stream, sequence");
    places = found.rows;
    const checkpoints = await readHeaders(store.context.sql, checkpointStream);
    const anchored = anchors.map(({ sequence }) => ({ stream: checkpointStream, sequence }));
    kept = [...checkpoints.flatMap(({ header }) => headsOf.parse(header).heads), ...anchored];
  });
  afterAll(() => client.end());

  const sequencesIn = (among: readonly Place[], stream: string): readonly number[] =>
    among.filter((one) => one.stream === stream).map(({ sequence }) => sequence);

  const intruder = (pick: Intruder["pick"], elsewhere: Place): Intruder => ({
    client,
    pick,
    elsewhere,
    lastOf: (stream) => Math.max(...sequencesIn(places, stream)),
    listedFrom: ({ stream, sequence }) =>
      Math.min(...sequencesIn(kept, stream).filter((listed) => listed >= sequence)),
    auditKey: store.context.auditKey,
  });

  /** A fifth of them strike the checkpoints themselves. */
  const placesFor = (pick: Intruder["pick"]): readonly [Place, Place] => {
    const own = places.filter(({ stream }) => stream === checkpointStream);
    const among = pick(5) === 0 ? own : places;
    const at = among[pick(among.length)];
    const others = places.filter(({ stream }) => stream !== at?.stream);
    const elsewhere = others[pick(others.length)];
    if (at === undefined || elsewhere === undefined) throw new Error("the record is empty");
    return [at, elsewhere];
  };

  const tamperedAt = async (name: string, pick: Intruder["pick"]) => {
    const [at, elsewhere] = placesFor(pick);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    try {
      const expected = await tamperings[name]?.(intruder(pick, elsewhere), at);
      if (expected === undefined) return undefined;
      const context = { ...store.context, sql: seenBy(client) };
      const { faults } = await verifyRecord(context, anchors);
      return { where: `${name} at ${at.stream} ${at.sequence}`, expected, faults };
    } finally {
      await client.query("ROLLBACK");
    }
  };

  const inOrder = (found: readonly Place[]): string =>
    found
      .map(({ stream, sequence }) => `${stream} ${sequence}`)
      .toSorted()
      .join(", ");

  test(`${tries} random tamperings are all found, in the right stream and at the right event`, async () => {
    const pick = numbers();
    const names = Object.keys(tamperings);
    const done = new Map<string, number>();
    const missed: string[] = [];
    let made = 0;
    for (let tried = 0; made < tries && tried < 3 * tries; tried += 1) {
      const name = names[tried % names.length] ?? "";
      const one = await tamperedAt(name, pick);
      if (one === undefined) continue;
      made += 1;
      done.set(name, (done.get(name) ?? 0) + 1);
      const found = inOrder(one.faults);
      if (found !== inOrder(one.expected)) missed.push(`${one.where}: found ${found || "nothing"}`);
    }
    expect(missed).toEqual([]);
    expect(made).toBe(tries);
    expect([...done.keys()].toSorted()).toEqual(names.toSorted());
    expect(new Set(places.map(({ stream }) => stream)).size).toBeGreaterThan(30);
  }, 120_000);

  test("a case cut off together with every checkpoint that lists it is found by the anchor", async () => {
    const [at] = kept;
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await client.query("DELETE FROM events WHERE stream IN ($1, $2)", [at?.stream, checkpointStream]);
    await client.query("DELETE FROM streams WHERE stream IN ($1, $2)", [at?.stream, checkpointStream]);
    await client.query("DELETE FROM checkpoint_heads");
    const context = { ...store.context, sql: seenBy(client) };
    expect((await verifyRecord(context)).faults).toEqual([]);
    expect((await verifyRecord(context, anchors)).faults).toEqual([
      { stream: checkpointStream, sequence: 1, because: "gone since it was anchored" },
    ]);
    await client.query("ROLLBACK");
  });

  test("an anchor that no checkpoint ever had is said", async () => {
    const forged = anchors.slice(-1).map((one) => ({ ...one, hash: "0".repeat(64) }));
    expect((await verifyRecord(store.context, forged)).faults).toEqual([
      { stream: checkpointStream, sequence: forged[0]?.sequence, because: "not what was anchored" },
    ]);
  });
});

describe("an untouched record", () => {
  test("holds, and is covered whole once it was anchored", async () => {
    const verified = await verifyRecord(store.context, anchors);
    expect(verified).toMatchObject({ faults: [], checkpoints: 3, notCovered: { events: 0 } });
    expect(verified.streams).toBeGreaterThan(30);
    expect(verified.events).toBeGreaterThan(100);
  });

  test("can be verified by somebody who may only read it", async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("SET ROLE tandem_auditor");
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    const context = { ...store.context, sql: seenBy(client) };
    expect((await verifyRecord(context, anchors)).faults).toEqual([]);
    await client.end();
  });

  test("is listed once: a checkpoint of nothing new adds nothing", async () => {
    const [before, after] = [anchors.at(-1), await makeCheckpoint(store.context, tuesday)];
    expect(after).toMatchObject({ sequence: before?.sequence, hash: before?.hash });
  });

  test("counts what no anchor covers yet, and says since when there is some", async () => {
    await refer();
    const { faults, notCovered } = await verifyRecord(store.context, anchors);
    expect(faults).toEqual([]);
    expect(notCovered.since).toBe(tuesday);
    expect(notCovered.events).toBeGreaterThan(5);
    await makeCheckpoint(store.context, tuesday);
    expect((await verifyRecord(store.context, anchors)).notCovered).toEqual(notCovered);
    expect((await verifyRecord(store.context)).notCovered.events).toBe(0);
    await checkpoint();
    expect((await verifyRecord(store.context, anchors)).notCovered.events).toBe(0);
  });

  test("raises no alarm while people write in it and checkpoints are made", async () => {
    let writing = true;
    const write = async () => {
      for (let count = 0; count < 25; count += 1) await read(await refer());
    };
    const writers = Promise.all([write(), write(), write()]).finally(() => (writing = false));
    const listing = async () => {
      while (writing) await checkpoint();
    };
    const verifying = async () => {
      let rounds = 0;
      for (; writing; rounds += 1) expect((await verifyRecord(store.context, anchors)).faults).toEqual([]);
      return rounds;
    };
    const [rounds] = await Promise.all([verifying(), listing(), listing(), writers]);
    expect(rounds).toBeGreaterThan(1);
    await checkpoint();
    expect(await verifyRecord(store.context, anchors)).toMatchObject({
      faults: [],
      notCovered: { events: 0 },
    });
  });
});

const header = { by: "sample", at: tuesday, enteredAt: tuesday };
const event = { type: "PersonLeft", version: 1, header: { ...header, person: "sample", area: "sample" } };
const streamNamed = (stream: string) => ({ stream, kind: "sample", area: "sample" });

const append = (stream: string, meanwhile?: () => Promise<void>): Promise<void> =>
  store.context.sql.transaction(async (transaction) => {
    const locked = await lockStream(transaction, streamNamed(stream));
    await appendToStream(store.context, transaction, locked, { events: [event], at: tuesday });
    await meanwhile?.();
  });

describe("a checkpoint", () => {
  test("lists what was being written when the one before it was made", async () => {
    await append("sample/late", checkpoint);
    expect((await verifyRecord(store.context, anchors)).notCovered.events).toBe(1);
    await checkpoint();
    expect((await verifyRecord(store.context, anchors)).notCovered.events).toBe(0);
  });

  test("of thousands of streams is several events, and lists each of them once", async () => {
    const before = anchors.at(-1)?.sequence ?? 0;
    const names = Array.from({ length: 2_500 }, (_, index) => `sample/${index}`);
    for (let from = 0; from < names.length; from += 8)
      await Promise.all(names.slice(from, from + 8).map((name) => append(name)));
    await checkpoint();
    expect(anchors.at(-1)?.sequence).toBe(before + 3);
    const added = (await readHeaders(store.context.sql, checkpointStream)).slice(before);
    const listed = added.flatMap((one) => headsOf.parse(one.header).heads.map(({ stream }) => stream));
    expect(listed.toSorted()).toEqual(names.toSorted());
    expect(await verifyRecord(store.context, anchors)).toMatchObject({
      faults: [],
      notCovered: { events: 0 },
    });
  });
});
