import { constants } from "node:fs";
import { access, readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fetchWithApt } from "./fetch-with-apt.ts";
import { toolsFolder } from "./tools-folder.ts";

/** A program of the machine, with what its environment needs (libraries, when it was unpacked in `.data/tools`). */
export type FoundProgram = { readonly ok: true; readonly path: string; readonly env: NodeJS.ProcessEnv };
export type NotFound = { readonly ok: false; readonly because: string };

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const foldersIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
};

/** Unpacked packages keep their libraries beside their programs, so the loader must be told where. */
const environmentOf = async (path: string): Promise<NodeJS.ProcessEnv> => {
  if (!path.startsWith(toolsFolder)) return { ...process.env };
  const roots = [join(toolsFolder, "usr/lib"), join(toolsFolder, "lib")];
  const libraries = [...roots, ...(await Promise.all(roots.map(foldersIn))).flat()];
  return { ...process.env, LD_LIBRARY_PATH: libraries.join(delimiter) };
};

const firstProgram = async (
  names: readonly string[],
  folders: readonly string[],
): Promise<string | undefined> => {
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
};

/** PATH, then the places where packages put programs that PATH often leaves out, then `.data/tools`. */
export const usualFolders = (): readonly string[] => [
  ...(process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
  "/usr/bin",
  "/usr/local/bin",
  "/opt/homebrew/bin",
  join(toolsFolder, "usr/bin"),
];

type Search = {
  /** Any of these will do, the first first. */
  readonly names: readonly string[];
  readonly folders: () => Promise<readonly string[]>;
  /** The Debian package to fetch when none is found. */
  readonly aptPackage: string;
};

/** Finds a program; else fetches it with apt, once; else says in plain English why there is none. */
export const findProgram = async (search: Search): Promise<FoundProgram | NotFound> => {
  const there = await firstProgram(search.names, await search.folders());
  if (there !== undefined) return { ok: true, path: there, env: await environmentOf(there) };
  const fetched = await fetchWithApt(search.aptPackage);
  const wanted = search.names.join(" or ");
  if (!fetched.ok) return { ok: false, because: `there is no ${wanted} here, and ${fetched.because}` };
  const path = await firstProgram(search.names, await search.folders());
  if (path === undefined) {
    return { ok: false, because: `apt fetched ${search.aptPackage}, but there is still no ${wanted}` };
  }
  return { ok: true, path, env: await environmentOf(path) };
};
