import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Config } from "../src/config.ts";

const kept = z.object({ name: z.string(), master: z.string(), audit: z.string() });

/** The demonstration's own keys, made once and kept where only their owner may read them. */
export const demonstrationKeys = async (folder: string): Promise<Pick<Config, "keys" | "auditKey">> => {
  const file = path.join(folder, "keys.json");
  await mkdir(folder, { recursive: true });
  if (!existsSync(file)) {
    const made = {
      name: "demonstration",
      master: randomBytes(32).toString("base64"),
      audit: randomBytes(32).toString("base64"),
    };
    await writeFile(file, JSON.stringify(made), { mode: 0o600, flag: "wx" });
  }
  const { name, master, audit } = kept.parse(JSON.parse(await readFile(file, "utf8")));
  return {
    keys: { current: name, keys: new Map([[name, Buffer.from(master, "base64")]]) },
    auditKey: Buffer.from(audit, "base64"),
  };
};
