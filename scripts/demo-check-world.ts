import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPageServer } from "../simulator/page/page-server.ts";
import { parseInstant } from "../src/domain/instant.ts";
import { createLog } from "../src/log.ts";
import { packageRoot, referenceOrFault } from "../src/run.ts";
import type { Posted } from "./demo-check-messages.ts";
import { openDemonstrationWorld, type DemonstrationWorld } from "./demonstration-world.ts";
import { startLocalRedis } from "./local-redis.ts";

export type CheckedDemonstration = {
  readonly url: string;
  /** Everything that the bot posted, in order. */
  readonly posted: readonly Posted[];
  /** Every line of the bot's log that is an error. */
  readonly errors: readonly string[];
  readonly stop: () => Promise<void>;
};

/** A Friday in office hours before a bank holiday Monday, so that what is told when is the same on every day. */
const from = parseInstant("2026-08-28T10:00:00+01:00");

const errorLevel = 50;

const logInto = (errors: string[]) =>
  createLog("warn", {
    write: (line) => {
      const { level } = JSON.parse(line) as { readonly level: number };
      if (level >= errorLevel) errors.push(line.trim());
    },
  });

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const follow = ({ workspaces }: DemonstrationWorld, posted: Posted[]): void => {
  for (const workspace of workspaces.values()) {
    workspace.onCall(({ method, args }) => {
      if (method !== "chat.postMessage") return;
      posted.push({ channel: textOf(args["channel"]), text: textOf(args["text"]) });
    });
  }
};

/** The demonstration as `npm start` shows it, but with a Redis and a folder of its own, and a duty time that is known. */
export const startCheckedDemonstration = async (): Promise<CheckedDemonstration> => {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-demo-check-"));
  const redis = await startLocalRedis({ dir: path.join(folder, "redis") });
  const files = referenceOrFault(packageRoot);
  const area = files.areas.get("exampleshire")?.value;
  if (area === undefined) throw new Error("the story is told in an area that is not there");
  const posted: Posted[] = [];
  const errors: string[] = [];
  const page = await startPageServer({
    open: async () => {
      const world = await openDemonstrationWorld({
        area,
        files,
        from,
        log: logInto(errors),
        freshDatabase: () => Promise.resolve({ url: "pglite:", drop: () => Promise.resolve() }),
        ...(redis.ok ? { redisUrl: redis.url } : {}),
      });
      follow(world, posted);
      return world;
    },
  });
  const stop = async (): Promise<void> => {
    await page.stop();
    if (redis.ok) await redis.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: page.url, posted, errors, stop };
};
