import { sql } from "drizzle-orm";
import { z } from "zod";
import { unwrapDataKey, type KeyRing, type WrappedKey } from "./key-ring.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { bytesColumn } from "./stored-event.ts";

/** A master key that data keys are wrapped by. `another-key`: the ring has one of that name, and it opens none of them. */
export type MasterKeyInUse = {
  readonly name: string;
  readonly dataKeys: number;
  readonly ring: "current" | "older" | "missing" | "another-key";
};

const used = z.object({
  masterKey: z.string(),
  dataKeys: z.number(),
  id: z.string(),
  wrapped: bytesColumn,
});

const opens = (ring: KeyRing, sample: WrappedKey): boolean => {
  try {
    return unwrapDataKey(ring, sample).length > 0;
  } catch {
    return false;
  }
};

const placeOf = (ring: KeyRing, sample: WrappedKey): MasterKeyInUse["ring"] => {
  if (!ring.keys.has(sample.masterKey)) return "missing";
  if (!opens(ring, sample)) return "another-key";
  return sample.masterKey === ring.current ? "current" : "older";
};

/**
 * Every master key that living data keys are wrapped by, how many of them, and whether the ring can open those: one of
 * each is tried, because a name proves nothing about the key behind it. Reads every data key once, and nothing else.
 */
export const masterKeysInUse = (
  context: Pick<StoreContext, "sql" | "keys">,
): Promise<readonly MasterKeyInUse[]> =>
  safely(async () => {
    const found = await context.sql.transaction(async (transaction) => {
      await transaction.execute(sql`SET LOCAL statement_timeout = '60s'`);
      return rows(
        transaction,
        sql`SELECT u.master_key AS "masterKey", u.count AS "dataKeys", k.id, k.wrapped
            FROM (SELECT master_key, count(*)::int AS count, min(id) AS id FROM case_keys
              WHERE wrapped IS NOT NULL GROUP BY master_key) AS u
            JOIN case_keys k ON k.id = u.id ORDER BY u.master_key`,
        used,
      );
    });
    return found.map(({ dataKeys, ...sample }) => ({
      name: sample.masterKey,
      dataKeys,
      ring: placeOf(context.keys, sample),
    }));
  });

const faultOf = ({ name, dataKeys, ring }: MasterKeyInUse): string => {
  const wrapped = `${dataKeys} data ${dataKeys === 1 ? "key is" : "keys are"} wrapped by it`;
  return ring === "missing"
    ? `master key "${name}" is not in TANDEM_KEYS, and ${wrapped}`
    : `master key "${name}" in TANDEM_KEYS is another key than the one of that name before, and ${wrapped}`;
};

/** What the ring cannot open, a sentence for each master key: nothing that those data keys sealed can be read. */
export const faultsOfRing = (inUse: readonly MasterKeyInUse[]): readonly string[] =>
  inUse.filter(({ ring }) => ring === "missing" || ring === "another-key").map(faultOf);
