import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startLocalPostgres } from "../scripts/local-postgres.ts";
import { startLocalRedis } from "../scripts/local-redis.ts";
import type { LocalServer, NotStarted } from "../scripts/local-server.ts";
import { openDatabase } from "../src/store/database.ts";
import { migrate } from "../src/store/migrate.ts";

type Start = (where: { readonly dir: string }) => Promise<LocalServer | NotStarted>;

/** PostgreSQL with fsync and Redis that writes before it answers: as in service, and of this run alone. */
export type Places = {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  /** An empty database with our tables, or a copy of another one. */
  readonly database: (copyOf?: string) => Promise<string>;
  readonly drop: (url: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const ofOurOwn = async (start: Start) => {
  const dir = await mkdtemp(join(tmpdir(), "tandem-bench-"));
  const server = await start({ dir });
  if (!server.ok) throw new Error(`The measurements need a server of their own, but ${server.because}.`);
  const close = async (): Promise<void> => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { url: server.url, close };
};

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

const asAdministrator = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

const migrated = async (url: string): Promise<void> => {
  const database = await openDatabase(url);
  try {
    await migrate(database.sql);
  } finally {
    await database.close();
  }
};

/** Starts both servers on free ports, their data in a folder that goes with them. */
export const openPlaces = async (): Promise<Places> => {
  const [postgres, redis] = await Promise.all([ofOurOwn(startLocalPostgres), ofOurOwn(startLocalRedis)]);
  const database: Places["database"] = async (copyOf) => {
    const name = `bench_${randomUUID().replaceAll("-", "")}`;
    const template = copyOf === undefined ? "template0" : nameIn(copyOf);
    await asAdministrator(postgres.url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    if (copyOf === undefined) await migrated(url.href);
    return url.href;
  };
  return {
    postgresUrl: postgres.url,
    redisUrl: redis.url,
    database,
    drop: (url) => asAdministrator(postgres.url, `DROP DATABASE IF EXISTS ${nameIn(url)} WITH (FORCE)`),
    close: async () => {
      await Promise.all([postgres.close(), redis.close()]);
    },
  };
};
