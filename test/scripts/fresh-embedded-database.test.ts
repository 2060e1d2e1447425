import { mkdtemp, rm, writeFile, mkdir, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { freshEmbeddedDatabase } from "../../scripts/fresh-embedded-database.ts";
import { UserError } from "../../src/errors.ts";
import { lockDirectory } from "../../src/store/embedded-lock.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-fresh-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const withOldWorld = async (): Promise<string> => {
  const directory = path.join(folder, "pglite");
  await mkdir(directory);
  await writeFile(path.join(directory, "of-an-old-world"), "");
  return directory;
};

it("each world of the demonstration begins with nothing of the one before, and leaves nothing", async () => {
  const directory = await withOldWorld();
  const { url, drop } = await freshEmbeddedDatabase(directory);
  expect(url).toBe(`pglite:${directory}`);
  expect(await readdir(folder)).toEqual([]);
  await mkdir(directory);
  await drop();
  expect(await readdir(folder)).toEqual([]);
});

it("a database that is open elsewhere is left as it is", async () => {
  const directory = await withOldWorld();
  const unlock = lockDirectory(directory);
  await expect(freshEmbeddedDatabase(directory)).rejects.toThrow(UserError);
  unlock();
  expect(await readdir(directory)).toEqual(["of-an-old-world"]);
});
