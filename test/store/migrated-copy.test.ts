import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openMigratedInMemory } from "../../src/store/migrated-copy.ts";

vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeEach(() => {
  timesMade = 0;
  folder = mkdtempSync(path.join(tmpdir(), "tandem-copy-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

let timesMade = 0;
const made = (client: PGlite): Promise<unknown> => {
  timesMade += 1;
  return client.exec("CREATE TABLE made (one int)");
};

/** Opens a database, writes a row into it, and answers how many rows it then holds. */
const rowsAfterWriting = async (): Promise<unknown> => {
  const client = await openMigratedInMemory(made, folder);
  try {
    await client.exec("INSERT INTO made VALUES (1)");
    return (await client.query("SELECT count(*)::int AS rows FROM made")).rows;
  } finally {
    await client.close();
  }
};
const empty = [{ rows: 1 }];

it("a database in memory is made once on a machine, by two at once too, and each one begins empty", async () => {
  expect(await Promise.all([rowsAfterWriting(), rowsAfterWriting()])).toEqual([empty, empty]);
  expect(timesMade).toBe(2);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(await rowsAfterWriting()).toEqual(empty);
  expect(timesMade).toBe(2);
});

it("a copy that cannot be read is made anew", async () => {
  await rowsAfterWriting();
  const [copy = ""] = readdirSync(folder);
  writeFileSync(path.join(folder, copy), "not a copy");
  expect(await rowsAfterWriting()).toEqual(empty);
  expect(await rowsAfterWriting()).toEqual(empty);
  expect(timesMade).toBe(2);
});

it("a folder that takes no copy costs nothing but time", async () => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "a file stands where the folder should be");
  expect(await rowsAfterWriting()).toEqual(empty);
  expect(await rowsAfterWriting()).toEqual(empty);
  expect(timesMade).toBe(2);
});
