import { rm } from "node:fs/promises";
import { lockDirectory } from "../src/store/embedded-lock.ts";

/**
 * An embedded database that nobody has used, in the place of the one that was there: the simulated Slack does not know
 * its cases any more. Throws a UserError when another process has it open.
 */
export const freshEmbeddedDatabase = async (directory: string) => {
  const unlock = lockDirectory(directory);
  try {
    await rm(directory, { recursive: true, force: true });
  } finally {
    unlock();
  }
  return {
    url: `pglite:${directory}`,
    drop: () => rm(directory, { recursive: true, force: true }),
  };
};
