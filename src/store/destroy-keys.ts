import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { appendToStream, lockKnownStream } from "./append-to-stream.ts";
import type { Sql } from "./database.ts";
import { caseStream } from "./project.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

type Erasing = {
  readonly compartment: string;
  readonly by: string;
  readonly at: Instant;
  /** An administrator's words, which stand in the clear: no names. */
  readonly because: readonly string[];
};

export type Erased =
  | { readonly ok: true; readonly keys: number }
  | { readonly ok: false; readonly because: "no such case" }
  | { readonly ok: false; readonly because: "nothing to erase"; readonly living: readonly string[] };

const livingCompartments = async (transaction: Sql, stream: string): Promise<readonly string[]> => {
  const found = await rows(
    transaction,
    sql`SELECT compartment FROM case_keys WHERE stream = ${stream} AND destroyed_at IS NULL ORDER BY compartment`,
    z.object({ compartment: z.string() }),
  );
  return found.map(({ compartment }) => compartment);
};

const destroy = (transaction: Sql, stream: string, { at, compartment }: Erasing) =>
  rows(
    transaction,
    sql`UPDATE case_keys SET wrapped = NULL, destroyed_at = ${at}
        WHERE stream = ${stream} AND compartment = ${compartment} AND destroyed_at IS NULL
        RETURNING id`,
    z.object({ id: z.string() }),
  );

/**
 * Erases what was sealed until now in one compartment of a case, by destroying its wrapped keys, and writes that down in
 * the case in the same transaction. The record itself and its chain stay; what is sealed later gets a new key. Copies in
 * back-ups live as long as those do.
 */
export const destroyKeys = (context: StoreContext, ref: TandemRef, erasing: Erasing): Promise<Erased> =>
  safely(() =>
    context.sql.transaction(async (transaction): Promise<Erased> => {
      const stream = caseStream(ref);
      const locked = await lockKnownStream(transaction, stream);
      if (locked === undefined) return { ok: false, because: "no such case" };
      const keys = (await destroy(transaction, stream, erasing)).length;
      if (keys === 0) {
        const living = await livingCompartments(transaction, stream);
        return { ok: false, because: "nothing to erase", living };
      }
      const { compartment, by, at, because } = erasing;
      await transaction.execute(
        sql`DELETE FROM name_tokens WHERE ref = ${ref} AND compartment = ${compartment}`,
      );
      const header = { by, at, enteredAt: at, compartment, keys, because };
      const events = [{ type: "KeyDestroyed", version: 1, header }];
      await appendToStream(context, transaction, locked, { events, at });
      return { ok: true, keys };
    }),
  );
