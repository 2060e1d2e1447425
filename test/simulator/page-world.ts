import { PassThrough } from "node:stream";
import { expect, inject } from "vitest";
import {
  openDemonstrationWorld,
  type DemonstrationParts,
  type DemonstrationWorld,
} from "../../scripts/demonstration-world.ts";
import { startPageServer } from "../../simulator/page/page-server.ts";
import { parseInstant } from "../../src/domain/instant.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { filesFor, type ChangedFiles } from "../support/files-for.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openBrowser, type Browser } from "./browser.ts";

export type Demonstration = {
  readonly url: string;
  readonly browser: Browser;
  /** The worlds that were opened, the one that is open last. */
  readonly worlds: readonly DemonstrationWorld[];
  /** Ends it. Fails when an error was logged. */
  readonly close: () => Promise<void>;
};

const migrated = async () => {
  const fresh = await freshDatabase();
  const database = await openDatabase(fresh.url);
  await migrate(database.sql);
  await database.close();
  return fresh;
};

export type Opening = Pick<DemonstrationParts, "skipWithin"> &
  ChangedFiles & { readonly withoutRedis?: true };

/** The demonstration as `npm start` runs it, on real PostgreSQL and real Redis, from an instant of duty time on. */
export const openDemonstration = async (from: string, opening: Opening = {}): Promise<Demonstration> => {
  const { withoutRedis, skipWithin } = opening;
  const { files, area } = filesFor(opening);
  const errors: string[] = [];
  const destination = new PassThrough();
  destination.on("data", (chunk: Buffer) => errors.push(chunk.toString("utf8")));
  const worlds: DemonstrationWorld[] = [];
  const page = await startPageServer({
    open: async () => {
      const world = await openDemonstrationWorld({
        ...(skipWithin === undefined ? {} : { skipWithin }),
        area,
        files,
        log: createLog("error", destination),
        ...(withoutRedis === true ? {} : { redisUrl: inject("redisUrl") }),
        freshDatabase: migrated,
        from: parseInstant(from),
      });
      worlds.push(world);
      return world;
    },
  });
  await page.current();
  const close = async () => {
    await page.stop();
    expect(errors, "the bot logged errors").toEqual([]);
  };
  return { url: page.url, browser: openBrowser(page.url), worlds, close };
};
