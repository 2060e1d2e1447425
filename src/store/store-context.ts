import type { Ids } from "../ports.ts";
import type { Sql } from "./database.ts";
import type { KeyRing } from "./key-ring.ts";

/** What every part of the store works with. */
export type StoreContext = {
  readonly sql: Sql;
  readonly ids: Ids;
  readonly keys: KeyRing;
  readonly auditKey: Uint8Array;
};
