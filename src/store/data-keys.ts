import { sql } from "drizzle-orm";
import { z } from "zod";
import type { DataKey } from "./append.ts";
import type { Sql } from "./database.ts";
import { newDataKey, unwrapDataKey, type KeyRing } from "./key-ring.ts";
import { rows } from "./rows.ts";
import { bytesColumn } from "./stored-event.ts";
import type { KeyRow } from "./commit-rows.ts";

const keyRow = z.object({
  id: z.string(),
  compartment: z.string(),
  masterKey: z.string(),
  wrapped: bytesColumn.nullable(),
});

export type CompartmentKey = DataKey & { readonly compartment: string };

/** The data keys of a stream that still exist, for the compartments asked for; a destroyed one is simply not there. */
export const dataKeysOf = async (
  database: Sql,
  ring: KeyRing,
  stream: string,
  isWanted: (compartment: string) => boolean,
): Promise<readonly CompartmentKey[]> => {
  const found = await rows(
    database,
    sql`SELECT id, compartment, master_key AS "masterKey", wrapped FROM case_keys WHERE stream = ${stream} ORDER BY id`,
    keyRow,
  );
  return found.flatMap(({ id, compartment, masterKey, wrapped }) =>
    wrapped === null || !isWanted(compartment)
      ? []
      : [{ id, compartment, plain: unwrapDataKey(ring, { id, masterKey, wrapped }) }],
  );
};

type Making = {
  readonly ring: KeyRing;
  readonly stream: string;
  readonly area: string;
  readonly nextId: () => string;
};

/** Finds the key of a compartment, or makes one, and remembers what was made so that it can be written. */
export const keyMaker = (making: Making, existing: readonly CompartmentKey[]) => {
  const keys = new Map(existing.map((key) => [key.compartment, key as DataKey]));
  const made: KeyRow[] = [];
  const keyFor = (compartment: string): DataKey => {
    const known = keys.get(compartment);
    if (known !== undefined) return known;
    const { plain, wrapped } = newDataKey(making.ring, making.nextId());
    const key = { id: wrapped.id, plain };
    keys.set(compartment, key);
    made.push({
      id: wrapped.id,
      stream: making.stream,
      area: making.area,
      compartment,
      master_key: wrapped.masterKey,
      wrapped: Buffer.from(wrapped.wrapped).toString("hex"),
    });
    return key;
  };
  return { keyFor, made };
};
