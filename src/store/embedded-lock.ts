import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.ts";

/** The directories that this very process has open. */
const held = new Set<string>();

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It is not there, or not for us to read: either way it says nothing.
    return undefined;
  }
};

/** When a process started, where the system says so: process ids are used again, above all in containers. */
const startOf = (pid: number): string =>
  textOf(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, "")
    .split(" ")[19] ?? "unknown";

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return fault instanceof Error && Reflect.get(fault, "code") === "EPERM";
  }
};

const holderOf = (file: string, directory: string): number | undefined => {
  const [pid = "", start = ""] = (textOf(file) ?? "").trim().split(" ");
  const holder = Number(pid);
  if (!(holder > 0) || !exists(holder) || startOf(holder) !== start) return undefined;
  return holder === process.pid && !held.has(directory) ? undefined : holder;
};

const create = (file: string): boolean => {
  try {
    writeFileSync(file, `${process.pid} ${startOf(process.pid)}\n`, { flag: "wx", mode: 0o600 });
    return true;
  } catch (fault) {
    if (fault instanceof Error && Reflect.get(fault, "code") === "EEXIST") return false;
    throw fault;
  }
};

/**
 * Keeps an embedded database's directory to one process: two on one directory destroy it. The lock of a process that is
 * gone is taken over. Throws a UserError that says who holds it; answers how to let it go.
 */
export const lockDirectory = (wanted: string): (() => void) => {
  const directory = path.resolve(wanted);
  const file = `${directory}.lock`;
  mkdirSync(path.dirname(directory), { recursive: true });
  if (holderOf(file, directory) === undefined && !create(file)) {
    // Between the look and the making somebody else may have come: then theirs stands.
    if (holderOf(file, directory) === undefined) rmSync(file, { force: true });
    create(file);
  }
  const holder = holderOf(file, directory) ?? process.pid;
  const isOurs = holder === process.pid && !held.has(directory);
  if (!isOurs)
    throw new UserError(
      `The embedded database in ${directory} is in use by process ${holder}: stop that one first, or set DATABASE_URL.`,
    );
  held.add(directory);
  return () => {
    held.delete(directory);
    rmSync(file, { force: true });
  };
};
