import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Sql } from "./database.ts";
import { rewrapDataKey, type KeyRing, type WrappedKey } from "./key-ring.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { bytesColumn } from "./stored-event.ts";

const keyRow = z.object({ id: z.string(), masterKey: z.string(), wrapped: bytesColumn });

type Page = { readonly read: number; readonly rewrapped: number; readonly last: string };

/** What the ring cannot open is left as it is: it is said elsewhere, and must not keep the others back. */
const rewrapped = (ring: KeyRing, key: WrappedKey): readonly WrappedKey[] => {
  try {
    return [rewrapDataKey(ring, key)];
  } catch {
    return [];
  }
};

const write = async (transaction: Sql, ring: KeyRing, keys: readonly WrappedKey[]): Promise<void> => {
  const values = keys.map(({ id, wrapped }) => ({ id, wrapped: Buffer.from(wrapped).toString("hex") }));
  await transaction.execute(
    sql`UPDATE case_keys SET master_key = ${ring.current}, wrapped = decode(r.wrapped, 'hex')
        FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(id text, wrapped text)
        WHERE case_keys.id = r.id`,
  );
};

/**
 * One page in one short transaction. A data key that somebody else is at, another rotation or an erasure, is passed over:
 * so nobody waits for anybody here, and a key that is being destroyed is never written back.
 */
const rotatePage = ({ sql: database, keys: ring }: StoreContext, after: string, atOnce: number) =>
  database.transaction(async (transaction): Promise<Page> => {
    const found = await rows(
      transaction,
      sql`SELECT id, master_key AS "masterKey", wrapped FROM case_keys
          WHERE id > ${after} AND wrapped IS NOT NULL AND master_key <> ${ring.current}
          ORDER BY id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED`,
      keyRow,
    );
    const done = found.flatMap((key) => rewrapped(ring, key));
    if (done.length > 0) await write(transaction, ring, done);
    return { read: found.length, rewrapped: done.length, last: found.at(-1)?.id ?? after };
  });

const onePass = async (context: StoreContext, atOnce: number): Promise<number> => {
  let after = "";
  let total = 0;
  for (;;) {
    const from = after;
    const page = await safely(() => rotatePage(context, from, atOnce));
    total += page.rewrapped;
    if (page.read === 0) return total;
    after = page.last;
  }
};

/** A process that still has the old ring makes new keys under it; the administrator is told to run it again. */
const passesAtMost = 10;

/**
 * Wraps every living data key anew by the ring's current master key, a page at a time; what they sealed is not touched.
 * Ended in the middle it has lost nothing, and run again it goes on. Passes follow one another until one finds nothing
 * to do, so that keys that were passed over or made meanwhile come too. Answers how many were wrapped anew.
 */
export const rotateKeys = async (context: StoreContext, atOnce = 500): Promise<number> => {
  let total = 0;
  for (let pass = 0; pass < passesAtMost; pass += 1) {
    const done = await onePass(context, atOnce);
    if (done === 0) break;
    total += done;
  }
  return total;
};
