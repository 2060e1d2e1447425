import type { Redis } from "ioredis";

/** What a queue holds: where each job is listed, when those that wait ring (machine milliseconds), and what has a hash. */
export type Contents = {
  readonly delayed: ReadonlyMap<string, number>;
  /** Listed as waiting or being worked on: their time has come. */
  readonly ringing: ReadonlySet<string>;
  /** Kept to be looked at; they ring no more. */
  readonly ended: ReadonlySet<string>;
  readonly hashes: ReadonlySet<string>;
};

/** BullMQ keeps the time in the upper bits of the score and a counter in the lower twelve. */
const millisecondsOf = (score: string): number => Math.floor(Number(score) / 4_096);

const texts = (reply: readonly [Error | null, unknown] | undefined): readonly string[] => {
  if (reply === undefined || reply[0] !== null) throw reply?.[0] ?? new Error("Redis answered too little");
  return reply[1] as readonly string[];
};

const pairs = (flat: readonly string[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (let at = 0; at < flat.length; at += 2) found.set(flat[at] ?? "", millisecondsOf(flat[at + 1] ?? ""));
  return found;
};

const escaped = (text: string): string => text.replaceAll(/[\\*?[\]]/g, "\\$&");

const hashesOf = async (connection: Redis, base: string): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  let cursor = "0";
  do {
    const [next, keys] = await connection.scan(cursor, "MATCH", `${escaped(base)}:[ot]-*`, "COUNT", 5_000);
    for (const key of keys) {
      const id = key.slice(base.length + 1);
      if (!id.includes(":")) found.add(id);
    }
    cursor = next;
  } while (cursor !== "0");
  return found;
};

/** Reads a queue: its lists at one moment, its hashes after that. */
export const contentsOf = async (connection: Redis, base: string): Promise<Contents> => {
  const replies = await connection
    .multi()
    .zrange(`${base}:delayed`, "0", "-1", "WITHSCORES")
    .lrange(`${base}:wait`, "0", "-1")
    .lrange(`${base}:active`, "0", "-1")
    .lrange(`${base}:paused`, "0", "-1")
    .zrange(`${base}:prioritized`, "0", "-1")
    .zrange(`${base}:failed`, "0", "-1")
    .zrange(`${base}:completed`, "0", "-1")
    .exec();
  if (replies === null) throw new Error("Redis did not answer");
  return {
    delayed: pairs(texts(replies[0])),
    ringing: new Set([1, 2, 3, 4].flatMap((at) => texts(replies[at]))),
    ended: new Set([5, 6].flatMap((at) => texts(replies[at]))),
    hashes: await hashesOf(connection, base),
  };
};
