import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { findProgram, usualFolders } from "./find-program.ts";
import type { FoundProgram, NotFound } from "./find-program.ts";
import { runQuietly } from "./run-quietly.ts";
import { toolsFolder } from "./tools-folder.ts";

/** The release that Tandem promises to run on, and the oldest it accepts. */
const wanted = 15;

/** Debian keeps each release apart, and off PATH: 15 first, then the newest. */
const releaseFolders = async (root: string): Promise<readonly string[]> => {
  const releases = (await readdir(root).catch(() => [])).map(Number).filter((release) => release >= wanted);
  const preferred = (release: number) => (release === wanted ? Number.POSITIVE_INFINITY : release);
  return releases
    .sort((a, b) => preferred(b) - preferred(a))
    .map((release) => join(root, String(release), "bin"));
};

const postgresFolders = async (): Promise<readonly string[]> => [
  ...(await releaseFolders("/usr/lib/postgresql")),
  ...(await releaseFolders(join(toolsFolder, "usr/lib/postgresql"))),
  ...usualFolders(),
];

/** The `postgres` program, release 15 or later, with `initdb` beside it. */
export const findPostgres = async (): Promise<FoundProgram | NotFound> => {
  const program = await findProgram({
    names: ["postgres"],
    folders: postgresFolders,
    aptPackage: "postgresql",
  });
  if (!program.ok) return program;
  const { output } = await runQuietly(program.path, ["--version"], { env: program.env });
  const release = Number(/\) (\d+)/.exec(output)?.[1]);
  if (release >= wanted) return program;
  return {
    ok: false,
    because: `${program.path} is PostgreSQL ${release}, and Tandem needs ${wanted} or later`,
  };
};
