import { createHash } from "node:crypto";
import { createCaseStore } from "../../src/store/case-store.ts";
import { openDatabase, type Database } from "../../src/store/database.ts";
import type { KeyRing } from "../../src/store/key-ring.ts";
import { migrate } from "../../src/store/migrate.ts";
import { createOutboxStore } from "../../src/store/outbox-store.ts";
import { createPeopleStore } from "../../src/store/people-store.ts";
import type { StoreContext } from "../../src/store/store-context.ts";
import type { CaseStore, Ids, OutboxStore } from "../../src/ports.ts";
import type { PeopleStore } from "../../src/people-ports.ts";
import { randomIds } from "./sample-case.ts";

const bytes = (of: string) => new Uint8Array(createHash("sha256").update(of).digest());

/** A key ring of test keys by name; the first one wraps. */
export const ringOf = (...names: readonly [string, ...string[]]): KeyRing => ({
  current: names[0],
  keys: new Map(names.map((name) => [name, bytes(name)])),
});

export type TestStore = {
  readonly database: Database;
  readonly context: StoreContext;
  readonly cases: CaseStore;
  readonly people: PeopleStore;
  readonly outbox: OutboxStore;
};

/** A store over a database that is migrated first. */
export const openStore = async (address: string, ids: Ids = randomIds): Promise<TestStore> => {
  const database = await openDatabase(address);
  await migrate(database.sql);
  const context: StoreContext = {
    sql: database.sql,
    ids,
    keys: ringOf("one"),
    auditKey: bytes("audit"),
  };
  return {
    database,
    context,
    cases: createCaseStore(context),
    people: createPeopleStore(context),
    outbox: createOutboxStore(context),
  };
};
