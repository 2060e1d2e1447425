import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The checkout. Every script works from here, wherever it was called from. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const lockFile = `${root}package-lock.json`;
const stampFile = `${root}node_modules/.tandem-installed`;
/** npm's own note of what it installed, written last: an interrupted installation has none. */
const noteFile = `${root}node_modules/.package-lock.json`;

const textOf = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");
const packagesOf = (file) => JSON.parse(textOf(file) || "{}").packages ?? {};

const refuseOldNode = () => {
  if (Number(process.versions.node.split(".")[0]) >= 20) return;
  process.stderr.write(`Tandem needs Node 20 or newer, and this is Node ${process.versions.node}.\n`);
  process.exit(1);
};

const stampOf = (lock) => createHash("sha256").update(lock).digest("hex");

/** True when somebody else (a person's npm, an image) installed exactly what the lock says. */
const npmInstalledTheLock = (withDev) => {
  const installed = packagesOf(noteFile);
  return Object.entries(packagesOf(lockFile)).every(([path, wanted]) => {
    const found = installed[path];
    if (found !== undefined) return found.version === wanted.version && found.integrity === wanted.integrity;
    return path === "" || wanted.optional || wanted.devOptional || (wanted.dev && !withDev);
  });
};

const isInstalled = (withDev) => {
  const lock = textOf(lockFile);
  if (lock === "" || !existsSync(noteFile)) return existsSync(noteFile);
  if (textOf(stampFile) === stampOf(lock)) return true;
  if (!npmInstalledTheLock(withDev)) return false;
  if (withDev) writeFileSync(stampFile, stampOf(lock));
  return true;
};

/**
 * A lock made where a registry had one platform's packages only lists no others, and `npm ci` refuses it everywhere.
 * `npm install` takes the same locked versions; `--no-save` keeps it from rewriting the lock.
 */
const isWholeLock = () => {
  const packages = packagesOf(lockFile);
  const names = new Set(Object.keys(packages).map((path) => path.split("node_modules/").at(-1)));
  return Object.values(packages).every((entry) =>
    Object.keys(entry.optionalDependencies ?? {}).every((name) => names.has(name)),
  );
};

const verb = () => {
  if (!existsSync(lockFile)) return ["install"];
  return isWholeLock() ? ["ci"] : ["install", "--no-save"];
};

/** Called through npm we use that very npm, else the one on PATH (a .cmd file on Windows needs the shell). */
const npm = (args) => {
  const own = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"] };
  return own === undefined || !own.endsWith("npm-cli.js")
    ? spawnSync("npm", args, { ...options, shell: process.platform === "win32" })
    : spawnSync(process.execPath, [own, ...args], options);
};

/** Makes node_modules what package-lock.json says, when it is not. Ends the process when it cannot. */
export const installIfNeeded = ({ withDev } = { withDev: true }) => {
  refuseOldNode();
  if (isInstalled(withDev)) return;
  process.stdout.write("Installing packages (once for each change of package-lock.json) ...\n");
  const started = performance.now();
  const ran = npm([...verb(), "--no-audit", "--no-fund", withDev ? "--include=dev" : "--omit=dev"]);
  if (ran.status !== 0) {
    process.stderr.write(`npm could not install the packages${ran.error ? `: ${ran.error.message}` : ""}.\n`);
    process.exit(ran.status ?? 1);
  }
  if (withDev) writeFileSync(stampFile, stampOf(textOf(lockFile)));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`Packages installed in ${seconds} s.\n`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) installIfNeeded();
