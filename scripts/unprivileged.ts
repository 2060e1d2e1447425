import { chown, readFile } from "node:fs/promises";

/** Whom to run a server as; empty: as ourselves. */
export type RunAs = { readonly uid?: number; readonly gid?: number };

/** PostgreSQL refuses to run as root, so root lends it a harmless account of this machine. */
export const unprivileged = async (): Promise<
  { readonly ok: true; readonly ids: RunAs } | { readonly ok: false; readonly because: string }
> => {
  if (process.getuid?.() !== 0) return { ok: true, ids: {} };
  const accounts = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account !== undefined) return { ok: true, ids: { uid: Number(account[2]), gid: Number(account[3]) } };
  }
  return {
    ok: false,
    because: "PostgreSQL refuses root, and there is no account 'postgres' or 'nobody' here",
  };
};

/** Hands a directory (not what is in it) to the account that the server runs as. */
export const givenTo = async ({ uid, gid }: RunAs, dir: string): Promise<void> => {
  if (uid !== undefined && gid !== undefined) await chown(dir, uid, gid);
};
