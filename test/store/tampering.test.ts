import { createHash } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyStreams, type BrokenStream } from "../../src/store/verify.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { sampleCase, seededIds, tuesday, viewerOf } from "../support/sample-case.ts";
import { reading } from "../support/reading.ts";

const tamperings = 200;

/** The same numbers in every run, so that a failure can be found again. */
const numbers = () => {
  let count = 0;
  return (below: number): number =>
    createHash("sha256")
      .update(`tampering ${(count += 1)}`)
      .digest()
      .readUInt32BE() % below;
};

type Place = { readonly stream: string; readonly sequence: number };
type Tampering = (
  client: Client,
  at: Place,
  pick: (below: number) => number,
) => Promise<{ rowCount: number | null }>;

const at = "WHERE stream = $1 AND sequence = $2";
const flip =
  (column: string): Tampering =>
  (client, { stream, sequence }, pick) =>
    client.query(
      `UPDATE events SET ${column} = set_byte(${column}, $3 % length(${column}), get_byte(${column}, $3 % length(${column})) # (1 + $4)) ${at}`,
      [stream, sequence, pick(10_000), pick(255)],
    );
const set =
  (assignment: string): Tampering =>
  (client, { stream, sequence }) =>
    client.query(`UPDATE events SET ${assignment} ${at}`, [stream, sequence]);

const kinds: Readonly<Record<string, Tampering>> = {
  "a byte of a header": (client, { stream, sequence }, pick) =>
    client.query(
      `UPDATE events SET header = overlay(header placing (CASE substr(header, 1 + $3 % length(header), 1) WHEN 'x' THEN 'y' ELSE 'x' END)
         from 1 + $3 % length(header) for 1) ${at}`,
      [stream, sequence, pick(10_000)],
    ),
  "a byte of a body": flip("body"),
  "a byte of a hash": flip("hash"),
  "a hash cut short": set("hash = substr(hash, 2)"),
  "a type": set("type = type || 'x'"),
  "a version": set("version = version + 1"),
  "an area": set("area = 'elsewhere'"),
  "a compartment": set("compartment = 'police'"),
  "a body put where there was none": set("body = coalesce(NULLIF(body, body), decode('', 'hex'))"),
  "two events swapped": async (client, { stream, sequence }) => {
    await client.query(`UPDATE events SET sequence = -1 ${at}`, [stream, sequence]);
    await client.query(`UPDATE events SET sequence = $2 WHERE stream = $1 AND sequence = $2 + 1`, [
      stream,
      sequence,
    ]);
    return client.query(`UPDATE events SET sequence = $2 + 1 WHERE stream = $1 AND sequence = -1`, [
      stream,
      sequence,
    ]);
  },
  "an event taken out": (client, { stream, sequence }) =>
    client.query(`DELETE FROM events ${at}`, [stream, sequence]),
  "the end cut off": (client, { stream, sequence }) =>
    client.query(`DELETE FROM events WHERE stream = $1 AND sequence >= $2`, [stream, sequence]),
  "a body moved to another event": async (client, { stream, sequence }) =>
    client.query(
      `UPDATE events SET body = source.body, key_id = source.key_id, compartment = source.compartment
       FROM (SELECT * FROM events WHERE body IS NOT NULL AND NOT (stream = $1 AND sequence = $2) LIMIT 1) AS source
       WHERE events.stream = $1 AND events.sequence = $2`,
      [stream, sequence],
    ),
  "a head": (client, { stream }) =>
    client.query(`UPDATE streams SET head = head + 1 WHERE stream = $1`, [stream]),
  "the hash of a head": (client, { stream }) =>
    client.query(`UPDATE streams SET head_hash = decode(repeat('00', 32), 'hex') WHERE stream = $1`, [
      stream,
    ]),
  "a head taken away": (client, { stream }) =>
    client.query(`DELETE FROM streams WHERE stream = $1`, [stream]),
};

/** What was not noticed, or noticed too late or in the wrong stream; undefined when all is well. */
const missedIn = (broken: readonly BrokenStream[], name: string, place: Place): string | undefined => {
  const where = `${name} at ${place.stream} ${place.sequence}`;
  const [first] = broken;
  if (first === undefined || broken.length > 1 || first.stream !== place.stream) return where;
  return first.sequence > place.sequence && !name.includes("head") ? `${where}: found too late` : undefined;
};

describe("whoever changes the record behind Tandem's back is found out", () => {
  let store: TestStore;
  let client: Client;
  let drop: () => Promise<void>;
  let places: readonly Place[];
  let sealed: readonly Place[];

  beforeAll(async () => {
    const database = await freshDatabase();
    drop = database.drop;
    const ids = seededIds("tampering");
    store = await openStore(database.url, ids);
    for (let number = 0; number < 3; number += 1) {
      const { created, commit } = sampleCase({ ids });
      await store.cases.open(created, commit);
      await store.cases.openBodies(...reading(viewerOf("duty-social-worker"), created.ref, tuesday));
    }
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query("SET session_replication_role = replica");
    const found = await client.query<Place>("SELECT stream, sequence FROM events ORDER BY stream, sequence");
    places = found.rows;
    const bodies = await client.query<Place>("SELECT stream, sequence FROM events WHERE body IS NOT NULL");
    sealed = bodies.rows;
  });
  afterAll(async () => {
    await client.end();
    await store.database.close();
    await drop();
  });

  test("an untouched record holds", async () => {
    expect(places.length).toBeGreaterThan(15);
    expect(await verifyStreams(store.context)).toEqual([]);
  });

  const copied = ["events", "streams"];
  const keepCopies = async () => {
    for (const table of copied) await client.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  };
  const putBack = async (stream: string) => {
    for (const table of copied) {
      await client.query(`DELETE FROM ${table} WHERE stream = $1`, [stream]);
      await client.query(`INSERT INTO ${table} SELECT * FROM kept_${table} WHERE stream = $1`, [stream]);
    }
  };
  const digest = async (): Promise<string> => {
    const found = await client.query(
      `SELECT (SELECT md5(string_agg(e::text, '' ORDER BY stream, sequence)) FROM events e) AS events,
         (SELECT md5(string_agg(s::text, '' ORDER BY stream)) FROM streams s) AS heads`,
    );
    return JSON.stringify(found.rows);
  };

  test(`${tamperings} random tamperings are all found, in the right stream`, async () => {
    const pick = numbers();
    const names = Object.keys(kinds);
    const done = new Map<string, number>();
    const missed: (string | undefined)[] = [];
    await keepCopies();
    for (let tried = 0, made = 0; made < tamperings && tried < 5_000; tried += 1) {
      const name = names[tried % names.length] ?? "";
      const among = name === "a byte of a body" ? sealed : places;
      const place = among[pick(among.length)] ?? { stream: "", sequence: 0 };
      const before = await digest();
      await kinds[name]?.(client, place, pick);
      if ((await digest()) === before) continue;
      made += 1;
      done.set(name, (done.get(name) ?? 0) + 1);
      missed.push(missedIn(await verifyStreams(store.context), name, place));
      await putBack(place.stream);
    }
    expect(missed.filter((one) => one !== undefined)).toEqual([]);
    expect([...done.keys()].toSorted()).toEqual(names.toSorted());
    expect([...done.values()].reduce((sum, count) => sum + count, 0)).toBe(tamperings);
    expect(await verifyStreams(store.context)).toEqual([]);
  });
});
