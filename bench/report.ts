import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { Redis } from "ioredis";
import { Client } from "pg";
import { z } from "zod";
import type { Places } from "./places.ts";
import { inWords } from "./tables.ts";

const at = (file: string): URL => new URL(file, import.meta.url);
const json = at("../docs/measurements.json");
const markdown = at("../docs/measurements.md");
const template = at("measurements.template.md");

const kept = z.record(z.string(), z.looseObject({ on: z.string(), machine: z.string() }));
export type Kept = z.infer<typeof kept>;

const postgresOf = async (url: string): Promise<string> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    return rows[0]?.server_version.split(" ")[0] ?? "unknown";
  } finally {
    await client.end();
  }
};

const redisOf = async (url: string): Promise<string> => {
  const redis = new Redis(url);
  const info = await redis.info("server");
  redis.disconnect();
  return /redis_version:(\S+)/.exec(info)?.[1] ?? "unknown";
};

const machineOf = async ({ postgresUrl, redisUrl }: Places): Promise<string> => {
  const [postgres, redis] = await Promise.all([postgresOf(postgresUrl), redisOf(redisUrl)]);
  return `${cpus().length} cores, Node ${process.versions.node}, PostgreSQL ${postgres}, Redis ${redis}`;
};

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === "number" ? Number(value.toPrecision(4)) : value;

const read = async (): Promise<Kept> => {
  const text = await readFile(json, "utf8").catch(() => "{}");
  return kept.parse(JSON.parse(text));
};

/** Puts one measurement among those that were made before, and writes the page anew from all of them. */
export const report = async (places: Places, name: string, measured: object): Promise<void> => {
  const on = new Date().toISOString().slice(0, 10);
  const machine = await machineOf(places);
  const all = { ...(await read()), [name]: { on, machine, ...measured } };
  await writeFile(json, `${JSON.stringify(all, rounded, 2)}\n`);
  const page = await readFile(template, "utf8");
  await writeFile(
    markdown,
    page.replaceAll(/^\{\{([\w-]+)\}\}$/gm, (_line, part: string) => inWords(part, all[part])),
  );
};
