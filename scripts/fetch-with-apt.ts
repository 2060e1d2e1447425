import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lastLineOf, runQuietly } from "./run-quietly.ts";
import type { Ran } from "./run-quietly.ts";
import { toolsFolder } from "./tools-folder.ts";

export type Fetched = { readonly ok: true } | { readonly ok: false; readonly because: string };

const aptEnvironment: NodeJS.ProcessEnv = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };

const apt = (args: readonly string[], cwd?: string): Promise<Ran> =>
  runQuietly("apt-get", ["-q", ...args], { env: aptEnvironment, ...(cwd === undefined ? {} : { cwd }) });

/** The usual way to install a server without starting its service on its default port. */
const noServices = "/usr/sbin/policy-rc.d";

const withoutStartingServices = async (install: () => Promise<Ran>): Promise<Ran> => {
  const written = await writeFile(noServices, "#!/bin/sh\nexit 101\n", { flag: "wx", mode: 0o755 }).then(
    () => true,
    () => false,
  );
  try {
    return await install();
  } finally {
    if (written) await rm(noServices, { force: true });
  }
};

const installAsRoot = async (name: string): Promise<Ran> => {
  const install = () =>
    withoutStartingServices(() => apt(["install", "-y", "--no-install-recommends", name]));
  const first = await install();
  if (first.ok) return first;
  await apt(["update"]);
  return install();
};

/** Package lists of our own, for when the machine's are empty and we may not write them. */
const ownLists = async (): Promise<readonly string[]> => {
  const lists = join(toolsFolder, "apt/lists");
  const cache = join(toolsFolder, "apt/cache");
  await Promise.all(
    [join(lists, "partial"), join(cache, "archives/partial")].map((folder) =>
      mkdir(folder, { recursive: true }),
    ),
  );
  const options = [
    "-o",
    `Dir::State::lists=${lists}`,
    "-o",
    `Dir::Cache=${cache}`,
    "-o",
    "Debug::NoLocking=1",
  ];
  await apt([...options, "update"]);
  return options;
};

/** Exactly the packages that an installation would add to this machine: the server and the libraries it lacks. */
const missingPackages = async (name: string, options: readonly string[]): Promise<readonly string[]> => {
  const plan = await apt([...options, "install", "--simulate", "--no-install-recommends", name]);
  return [...plan.output.matchAll(/^Inst (\S+)/gm)].flatMap((match) => match[1] ?? []);
};

const unpackInto = async (
  folder: string,
  names: readonly string[],
  options: readonly string[],
): Promise<Ran> => {
  const downloads = join(folder, "downloads");
  await mkdir(downloads, { recursive: true });
  const downloaded = await apt([...options, "download", ...names], downloads);
  if (!downloaded.ok) return downloaded;
  for (const file of (await readdir(downloads)).filter((entry) => entry.endsWith(".deb"))) {
    const unpacked = await runQuietly("dpkg", ["-x", join(downloads, file), folder]);
    if (!unpacked.ok) return unpacked;
  }
  return downloaded;
};

const unpackAsUser = async (name: string): Promise<Ran> => {
  await mkdir(toolsFolder, { recursive: true });
  let options: readonly string[] = [];
  let names = await missingPackages(name, options);
  if (names.length === 0) {
    options = await ownLists();
    names = await missingPackages(name, options);
  }
  if (names.length === 0) return { ok: false, output: `apt knows no package ${name}` };
  return unpackInto(toolsFolder, names, options);
};

/** Fetches a Debian package: installed when we are root (its service is not started), else unpacked in `.data/tools`. */
export const fetchWithApt = async (name: string): Promise<Fetched> => {
  if (!(await apt(["--version"])).ok) {
    return { ok: false, because: `there is no apt to fetch it with: install ${name} by hand` };
  }
  process.stderr.write(`Fetching ${name} with apt (once) ...\n`);
  const ran = await (process.getuid?.() === 0 ? installAsRoot(name) : unpackAsUser(name));
  return ran.ok
    ? { ok: true }
    : { ok: false, because: `apt could not fetch ${name}: ${lastLineOf(ran.output)}` };
};
