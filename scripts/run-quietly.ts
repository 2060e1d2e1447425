import { spawn } from "node:child_process";
import type { SpawnOptionsWithoutStdio } from "node:child_process";

export type Ran = { readonly ok: boolean; readonly output: string };

/** Runs a program to its end and keeps what it said, both streams together. Never throws: a fault is `ok: false`. */
export const runQuietly = (
  program: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio = {},
): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(program, args, options);
    let output = "";
    const keep = (data: Buffer) => {
      output += data.toString();
    };
    child.stdin.end();
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (cause) => resolve({ ok: false, output: cause.message }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });

/** The last line that says anything: what a person needs first from a failed program. */
export const lastLineOf = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";
