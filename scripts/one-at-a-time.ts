import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, untilTrue } from "./local-server.ts";

const take = async (file: string): Promise<boolean> => {
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== "EEXIST") throw fault;
  }
  const holder = Number(await readFile(file, "utf8").catch(() => "0"));
  // An empty file is one that its holder is about to fill in.
  if (holder > 0 && !isAlive(holder)) await rm(file, { force: true });
  return false;
};

/** Runs the work while no other process does so on that directory, so that two starts cannot both see nothing there. */
export const oneAtATime = async <Result>(dir: string, work: () => Promise<Result>): Promise<Result> => {
  const file = join(dir, "starting.lock");
  if (!(await untilTrue(() => take(file), 60_000))) {
    throw new Error(`another process has been starting a server in ${dir} for a minute: see ${file}`);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
};
