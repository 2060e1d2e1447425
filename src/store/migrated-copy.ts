import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { migrationHashes } from "./migrate.ts";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const keptIn = path.join(root, ".data", "migrated");

/** Another schema, or another version of the embedded database, has a copy of its own. */
const copyFile = (folder: string): string => {
  const version = readFileSync(
    new URL("../package.json", import.meta.resolve("@electric-sql/pglite")),
    "utf8",
  );
  const digest = createHash("sha256")
    .update(JSON.stringify([version, migrationHashes()]))
    .digest("hex");
  return path.join(folder, `${digest.slice(0, 32)}.tar.gz`);
};

const fromCopy = async (file: string): Promise<PGlite | undefined> => {
  try {
    // Unpacked here: PGlite's own unpacking of what is no archive ends the process.
    const archive = new Uint8Array(gunzipSync(readFileSync(file)));
    return await PGlite.create({ loadDataDir: new Blob([archive], { type: "application/x-tar" }) });
  } catch {
    // It is not there, or is no copy: a new one is made in its place.
    return undefined;
  }
};

const keep = async (file: string, client: PGlite): Promise<void> => {
  const copy = await (await client.dumpDataDir("none")).arrayBuffer();
  const folder = path.dirname(file);
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, gzipSync(copy, { level: 1 }), { mode: 0o600 });
    for (const old of readdirSync(folder).filter((name) => name.endsWith(".gz")))
      rmSync(path.join(folder, old), { force: true });
    // Whole or not at all: another process may be about to read it.
    renameSync(unfinished, file);
  } catch {
    // A folder that cannot be written to costs a second each time, and nothing else.
    if (existsSync(unfinished)) rmSync(unfinished, { force: true });
  }
};

/**
 * An embedded database in memory with this build's schema. Making its cluster takes seconds, so the first one on a
 * machine leaves a copy of itself, empty, for those that come after. Without a copy that can be read, it is made anew.
 */
export const openMigratedInMemory = async (
  migrated: (client: PGlite) => Promise<unknown>,
  folder = keptIn,
): Promise<PGlite> => {
  const file = copyFile(folder);
  const copied = await fromCopy(file);
  if (copied !== undefined) return copied;
  const client = await PGlite.create();
  await migrated(client);
  await keep(file, client);
  return client;
};
