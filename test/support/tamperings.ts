import { createHash } from "node:crypto";
import type { Client } from "pg";
import { chainHash, chainStart, type ChainLink } from "../../src/store/chain.ts";

export type Place = { readonly stream: string; readonly sequence: number };

/** Whoever can do anything in the database. */
export type Intruder = {
  readonly client: Client;
  readonly pick: (below: number) => number;
  /** A place of another stream, to move things to. */
  readonly elsewhere: Place;
  /** The last sequence of a stream. */
  readonly lastOf: (stream: string) => number;
  /** The first sequence, from a place on, of which a checkpoint or an anchor keeps the hash. */
  readonly listedFrom: (place: Place) => number;
  /** The key that chains the record. Only a bot that goes on writing has it. */
  readonly auditKey: Uint8Array;
};

/** Changes the record and answers where that must be found; undefined where there is nothing to change. */
export type Tampering = (intruder: Intruder, at: Place) => Promise<readonly Place[] | undefined>;

const here = "WHERE stream = $1 AND sequence = $2";

const run = async ({ client }: Intruder, text: string, values: readonly unknown[]): Promise<boolean> =>
  ((await client.query(text, [...values])).rowCount ?? 0) > 0;

const repairHead = (intruder: Intruder, stream: string) =>
  run(
    intruder,
    `UPDATE streams SET (head, head_hash) = (SELECT coalesce(max(sequence), 0), coalesce((array_agg(hash ORDER BY sequence DESC))[1], $2)
       FROM events WHERE events.stream = $1) WHERE stream = $1`,
    [stream, Buffer.from(chainStart)],
  );

const guessedKey = createHash("sha256").update("a key that was guessed").digest();

type StoredLink = ChainLink & { readonly hash: Uint8Array };

/** Numbers and chains a stream anew from a place on, under some key, and repairs its head. */
const rechain = async (intruder: Intruder, { stream, sequence }: Place, key: Uint8Array): Promise<void> => {
  const { client } = intruder;
  const found = await client.query<StoredLink>(
    `SELECT stream, sequence, area, type, version, header, compartment, key_id AS "keyId", body, hash
     FROM events WHERE stream = $1 ORDER BY sequence`,
    [stream],
  );
  let previous: Uint8Array = chainStart;
  for (const link of found.rows) {
    if (link.sequence >= sequence) {
      const hash = Buffer.from(chainHash(key, previous, link));
      await client.query(`UPDATE events SET hash = $3 ${here}`, [stream, link.sequence, hash]);
      previous = hash;
    } else previous = link.hash;
  }
  await repairHead(intruder, stream);
};

const shift = async (intruder: Intruder, { stream, sequence }: Place, by: 1 | -1): Promise<void> => {
  const away = 1_000_000;
  const values = [stream, sequence, away];
  await run(
    intruder,
    `UPDATE events SET sequence = sequence + $3 WHERE stream = $1 AND sequence > $2`,
    values,
  );
  await run(intruder, `UPDATE events SET sequence = sequence - $3 + $2 WHERE stream = $1 AND sequence > $3`, [
    stream,
    by,
    away,
  ]);
};

const set =
  (assignment: string, condition = "true"): Tampering =>
  async (intruder, at) => {
    const text = `UPDATE events SET ${assignment} ${here} AND ${condition}`;
    return (await run(intruder, text, [at.stream, at.sequence])) ? [at] : undefined;
  };

const flip =
  (column: string): Tampering =>
  async (intruder, at) => {
    const place = `$3 % length(${column})`;
    const text = `UPDATE events SET ${column} = set_byte(${column}, ${place}, get_byte(${column}, ${place}) # (1 + $4))
      ${here} AND ${column} IS NOT NULL`;
    const values = [at.stream, at.sequence, intruder.pick(10_000), intruder.pick(255)];
    return (await run(intruder, text, values)) ? [at] : undefined;
  };

const headerByte: Tampering = async (intruder, at) => {
  const place = "1 + $3 % length(header)";
  const text = `UPDATE events SET header = overlay(header placing
    (CASE substr(header, ${place}, 1) WHEN 'x' THEN 'y' ELSE 'x' END) from ${place} for 1) ${here}`;
  await run(intruder, text, [at.stream, at.sequence, intruder.pick(10_000)]);
  return [at];
};

const isLast = ({ lastOf }: Intruder, at: Place): boolean => at.sequence === lastOf(at.stream);

const swap: Tampering = async (intruder, at) => {
  if (isLast(intruder, at)) return undefined;
  const move = (from: number, to: number) =>
    run(intruder, `UPDATE events SET sequence = $3 ${here}`, [at.stream, from, to]);
  await move(at.sequence, -1);
  await move(at.sequence + 1, at.sequence);
  await move(-1, at.sequence + 1);
  return [at];
};

const takeOut: Tampering = async (intruder, at) => {
  await run(intruder, `DELETE FROM events ${here}`, [at.stream, at.sequence]);
  return [at];
};

const cutOff: Tampering = async (intruder, at) => {
  await run(intruder, "DELETE FROM events WHERE stream = $1 AND sequence >= $2", [at.stream, at.sequence]);
  return [at];
};

const then =
  (first: Tampering, second: (intruder: Intruder, at: Place) => Promise<unknown>): Tampering =>
  async (intruder, at) => {
    const found = await first(intruder, at);
    if (found !== undefined) await second(intruder, at);
    return found;
  };

const withHead = (intruder: Intruder, { stream }: Place) => repairHead(intruder, stream);
const underGuessedKey = (intruder: Intruder, at: Place) => rechain(intruder, at, guessedKey);

const otherWriter = set(`header = replace(header, '"by":"', '"by":"x')`);

const removeStream: Tampering = async (intruder, { stream }) => {
  await run(intruder, "DELETE FROM events WHERE stream = $1", [stream]);
  await run(intruder, "DELETE FROM streams WHERE stream = $1", [stream]);
  return [{ stream, sequence: 1 }];
};

const forgetLists = ({ client }: Intruder) => client.query("DELETE FROM checkpoint_heads");

/** As if a bot had gone on writing after the end was cut off: the chain itself holds. */
const writtenAnew: Tampering = async (intruder, at) => {
  await otherWriter(intruder, at);
  await rechain(intruder, at, intruder.auditKey);
  return [{ ...at, sequence: intruder.listedFrom(at) }];
};

const copyTo = (intruder: Intruder, from: Place, to: Place) =>
  run(
    intruder,
    `INSERT INTO events SELECT $3, $4, area, type, version, header, compartment, key_id, body, hash FROM events ${here}`,
    [from.stream, from.sequence, to.stream, to.sequence],
  );

const putIn: Tampering = async (intruder, at) => {
  await shift(intruder, at, 1);
  const added = { ...at, sequence: at.sequence + 1 };
  await copyTo(intruder, at, added);
  await rechain(intruder, added, guessedKey);
  return [added];
};

const putAtEnd: Tampering = async (intruder, at) => {
  const added = { ...at, sequence: intruder.lastOf(at.stream) + 1 };
  await copyTo(intruder, at, added);
  await repairHead(intruder, at.stream);
  return [added];
};

const moveElsewhere: Tampering = async (intruder, at) => {
  const to = { ...intruder.elsewhere, sequence: intruder.lastOf(intruder.elsewhere.stream) + 1 };
  await copyTo(intruder, at, to);
  await takeOut(intruder, at);
  await repairHead(intruder, to.stream);
  return [at, to];
};

const closeTheGap = async (intruder: Intruder, at: Place): Promise<void> => {
  await shift(intruder, at, -1);
  await rechain(intruder, at, guessedKey);
};

const bodyOfAnother: Tampering = async (intruder, at) =>
  (await run(
    intruder,
    `UPDATE events SET (body, key_id, compartment) = (SELECT body, key_id, compartment FROM events
       WHERE body IS NOT NULL AND NOT (stream = $1 AND sequence = $2) LIMIT 1) ${here}`,
    [at.stream, at.sequence],
  ))
    ? [at]
    : undefined;

const head =
  (text: string, foundAt: (intruder: Intruder, at: Place) => number): Tampering =>
  async (intruder, at) => {
    await run(intruder, text, [at.stream]);
    return [{ ...at, sequence: foundAt(intruder, at) }];
  };
const afterLast = ({ lastOf }: Intruder, { stream }: Place): number => lastOf(stream) + 1;

/** Everything that somebody may do to the record who has every right in the database and not the audit key. */
export const tamperings: Readonly<Record<string, Tampering>> = {
  "a byte of a header": headerByte,
  "a byte of a body": flip("body"),
  "a byte of a hash": flip("hash"),
  "a hash cut short": set("hash = substr(hash, 2)"),
  "a type": set("type = type || 'x'"),
  "a version": set("version = version + 1"),
  "an area": set("area = 'elsewhere'"),
  "a compartment": set("compartment = coalesce(compartment, '') || 'police'"),
  "a key's id": set("key_id = coalesce(key_id, '') || 'x'"),
  "a body put where there was none": set("body = ''", "body IS NULL"),
  "a body put into another event": bodyOfAnother,
  "two events swapped": swap,
  "an event taken out": takeOut,
  "an event taken out, the gap closed and all chained anew without the key": then(takeOut, closeTheGap),
  "an event put in, and all chained anew without the key": putIn,
  "an event copied to the end": putAtEnd,
  "an event moved to another stream": moveElsewhere,
  "an event altered, and all chained anew without the key": then(otherWriter, underGuessedKey),
  "the end cut off": cutOff,
  "the end cut off, and the head made to match": then(cutOff, withHead),
  "the end cut off, the head made to match, and what was listed forgotten": then(
    then(cutOff, withHead),
    forgetLists,
  ),
  "the end cut off, and written on by the bot itself": writtenAnew,
  "a whole stream removed": removeStream,
  "a head moved on": head("UPDATE streams SET head = head + 1 WHERE stream = $1", afterLast),
  "the hash of a head": head(`UPDATE streams SET head_hash = '\\x00' WHERE stream = $1`, afterLast),
  "a head taken away": head("DELETE FROM streams WHERE stream = $1", () => 1),
};
