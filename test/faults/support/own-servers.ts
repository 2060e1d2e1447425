import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalPostgres } from "../../../scripts/local-postgres.ts";
import { startLocalRedis } from "../../../scripts/local-redis.ts";
import { freePort, type LocalServer, type NotStarted } from "../../../scripts/local-server.ts";

type Start = (where: { readonly dir: string; readonly port: number }) => Promise<LocalServer | NotStarted>;

/** A server that a story may break: always at the same address, on the same data. */
export type OwnServer = {
  readonly url: () => string;
  readonly start: () => Promise<void>;
  readonly kill9: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Keeps its data as they are on disk at this moment. */
  readonly keep: () => Promise<void>;
  /** Killed, and started again on the data that were kept. */
  readonly restore: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

const ownServer = async (start: Start): Promise<OwnServer> => {
  const parent = await mkdtemp(join(tmpdir(), "tandem-faults-server-"));
  // PostgreSQL refuses to be run by root: whoever runs it instead must be able to go through here.
  await chmod(parent, 0o755);
  const dir = join(parent, "live");
  const kept = join(parent, "kept");
  const port = await freePort();
  let server: LocalServer | undefined;
  const running = (): LocalServer => {
    if (server === undefined) throw new Error("the server was never started");
    return server;
  };
  const begin = async (): Promise<void> => {
    const started = await start({ dir, port });
    if (!started.ok) throw new Error(started.because);
    server = started;
  };
  await begin();
  return {
    url: () => running().url,
    start: begin,
    kill9: () => running().kill9(),
    stop: () => running().stop(),
    pause: () => running().pause(),
    resume: () => running().resume(),
    keep: async () => {
      await rm(kept, { recursive: true, force: true });
      await cp(dir, kept, { recursive: true });
    },
    restore: async () => {
      await running().kill9();
      await rm(dir, { recursive: true, force: true });
      await cp(kept, dir, { recursive: true });
      await begin();
    },
    remove: async () => {
      running().resume();
      await running().kill9();
      await rm(parent, { recursive: true, force: true });
    },
  };
};

/** PostgreSQL as it is run for real: what it has acknowledged is on the disk. */
export const ownPostgres = (): Promise<OwnServer> => ownServer(startLocalPostgres);
export const ownRedis = (): Promise<OwnServer> => ownServer(startLocalRedis);
