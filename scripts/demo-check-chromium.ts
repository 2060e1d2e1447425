import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { fetchWithApt } from "./fetch-with-apt.ts";
import { usualFolders } from "./find-program.ts";

export type FoundChromium =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly because: string };

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const installed = async (): Promise<string | undefined> => {
  for (const folder of usualFolders()) {
    for (const name of names) if (await isProgram(join(folder, name))) return join(folder, name);
  }
  return undefined;
};

const isRoot = (): boolean => process.getuid?.() === 0;

/** A Chromium of the machine; else, when we are root, Debian's. It runs only where it was installed, so never unpacked. */
export const findChromium = async (): Promise<FoundChromium> => {
  const there = await installed();
  if (there !== undefined) return { ok: true, path: there };
  if (!isRoot()) return { ok: false, because: "there is no Chromium here, and only root may install one" };
  const fetched = await fetchWithApt("chromium");
  if (!fetched.ok) return fetched;
  const path = await installed();
  return path === undefined
    ? { ok: false, because: "apt fetched chromium, and there is still none" }
    : { ok: true, path };
};
