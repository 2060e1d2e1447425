import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalRedis } from "../../scripts/local-redis.ts";
import { freePort, type LocalServer } from "../../scripts/local-server.ts";

export const ownPrefix = (): string => `test-${randomUUID()}`;

export type OwnRedis = {
  readonly url: string;
  /** Starts it, again on the same port and the same data when it ran before. */
  readonly start: () => Promise<LocalServer>;
  readonly remove: () => Promise<void>;
};

/** A real Redis of this test alone, on a port where nothing listens until it is started. */
export const redisOfOurOwn = async (): Promise<OwnRedis> => {
  const dir = await mkdtemp(join(tmpdir(), "tandem-test-redis-"));
  const port = await freePort();
  let server: LocalServer | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      const started = await startLocalRedis({ dir, port });
      if (!started.ok) throw new Error(started.because);
      server = started;
      return started;
    },
    remove: async () => {
      server?.resume();
      await server?.kill9();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
