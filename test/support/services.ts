import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startLocalPostgres } from "../../scripts/local-postgres.ts";
import { startLocalRedis } from "../../scripts/local-redis.ts";
import type { LocalServer, NotStarted } from "../../scripts/local-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL where tests may create databases (`freshDatabase`); the tests' own unless DATABASE_URL is set. */
    databaseUrl: string;
    /** A Redis whose keys tests must prefix; the tests' own unless REDIS_URL is set. */
    redisUrl: string;
  }
}

type Service = { readonly url: string; readonly stop: () => Promise<void> };
type Start = (where: { dir: string; fsync: false }) => Promise<LocalServer | NotStarted>;

const given = (variable: "DATABASE_URL" | "REDIS_URL"): Service | undefined => {
  const url = process.env[variable];
  return url === undefined || url === "" ? undefined : { url, stop: () => Promise.resolve() };
};

const throwAway = async (start: Start): Promise<Service> => {
  const dir = await mkdtemp(join(tmpdir(), "tandem-test-"));
  const server = await start({ dir, fsync: false });
  if (!server.ok) throw new Error(`The tests need a service of their own, but ${server.because}.`);
  // Should the run be cut short, nothing of it must stay behind. The signal itself is sent at once.
  const abandon = () => {
    server.kill9().catch(() => undefined);
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", abandon);
  const stop = async () => {
    process.removeListener("exit", abandon);
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
};

/** The services of the integration tests: those that the variables name, else real ones started for this run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = await Promise.allSettled([
    given("DATABASE_URL") ?? throwAway(startLocalPostgres),
    given("REDIS_URL") ?? throwAway(startLocalRedis),
  ]);
  const services = started.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : []));
  const stopAll = async () => {
    await Promise.all(services.map((service) => service.stop()));
  };
  const [database, redis] = started;
  if (database.status === "rejected" || redis.status === "rejected") {
    await stopAll();
    throw database.status === "rejected" ? database.reason : (redis as PromiseRejectedResult).reason;
  }
  project.provide("databaseUrl", database.value.url);
  project.provide("redisUrl", redis.value.url);
  return stopAll;
}
