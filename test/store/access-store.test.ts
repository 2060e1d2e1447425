import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { AccessStore } from "../../src/access-ports.ts";
import { accessesOf, createAccessStore } from "../../src/store/access-store.ts";
import { rows } from "../../src/store/rows.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { reading } from "../support/reading.ts";
import { sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";

const worker = viewerOf("duty-social-worker");
const manager = viewerOf("team-manager");

describe("the record of who looked at a case", () => {
  let store: TestStore;
  let access: AccessStore;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const fresh = await freshDatabase();
    drop = fresh.drop;
    store = await openStore(fresh.url);
    access = createAccessStore(store.context);
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  const opened = async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    return created.ref;
  };
  const logged = (ref: string) =>
    rows(
      store.database.sql,
      sql`SELECT person, what FROM access_log WHERE ref = ${ref} ORDER BY sequence`,
      z.object({ person: z.string(), what: z.string() }),
    );

  test("answers who looked until then, and writes down that it was shown", async () => {
    const ref = await opened();
    const look = { ref, at: tuesday };
    await access.cardShown(worker, look);
    await store.cases.openBodies(...reading(worker, ref, tuesday));
    await store.cases.recordRefusal(worker, { ...look, verb: "hand-back", because: ["not theirs"] });
    const shown = await access.see(manager, look);
    expect(shown.map(({ type, header }) => [type, header.by, header.surface])).toEqual([
      ["CaseCardShown", "duty-social-worker", "test"],
      ["CaseOpenedForReading", "duty-social-worker", "test"],
      ["ActionRefused", "duty-social-worker", "test"],
    ]);
    expect((await access.see(manager, look)).at(-1)?.type).toBe("AccessSeen");
    expect((await logged(ref)).map(({ person, what }) => `${person}: ${what}`)).toEqual([
      "duty-social-worker: CaseCardShown",
      "duty-social-worker: CaseOpenedForReading",
      "duty-social-worker: ActionRefused",
      "team-manager: AccessSeen",
      "team-manager: AccessSeen",
    ]);
  });

  test("shows nothing where it cannot be written down that it was shown", async () => {
    const ref = await opened();
    const look = { ref, at: tuesday };
    const { sql: database } = store.database;
    await database.execute(sql.raw(`ALTER TABLE access_log ADD CONSTRAINT full_up CHECK (ref <> '${ref}')`));
    await expect(access.see(manager, look)).rejects.toThrow("full_up");
    await expect(access.cardShown(worker, look)).rejects.toThrow("full_up");
    await database.execute(sql`ALTER TABLE access_log DROP CONSTRAINT full_up`);
    expect(await accessesOf(database, ref)).toEqual([]);
  });

  test("keeps one case's views from another's", async () => {
    const [one, other] = [await opened(), await opened()];
    await access.cardShown(worker, { ref: one, at: tuesday });
    expect(await access.see(manager, { ref: other, at: tuesday })).toEqual([]);
  });
});
