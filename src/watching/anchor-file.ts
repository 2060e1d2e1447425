import { open, readFile } from "node:fs/promises";
import { z } from "zod";
import { UserError } from "../errors.ts";
import type { Instant } from "../domain/instant.ts";
import type { Anchor } from "../watch-ports.ts";

/** The anchor could not be written where it is to be kept. The message holds a code of the system and no path. */
export class AnchorNotWritten extends Error {
  override readonly name = "AnchorNotWritten";
}

const pattern = /^(\d+) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d+) ([0-9a-f]{64})$/;

/** An anchor as one line: sequence, instant, streams, hash. */
export const anchorLine = ({ sequence, at, streams, hash }: Anchor): string =>
  `${sequence} ${at} ${streams} ${hash}`;

const anchorFrom = (line: string): Anchor | undefined => {
  const [, sequence, at, streams, hash] = pattern.exec(line) ?? [];
  if (hash === undefined) return undefined;
  return { sequence: Number(sequence), at: at as Instant, streams: Number(streams), hash };
};

const codeOf = (fault: unknown): string => z.object({ code: z.string() }).safeParse(fault).data?.code ?? "";

/** Adds an anchor to the end of a file, and waits until it is on the disk. Throws AnchorNotWritten. */
export const appendAnchor = async (file: string, anchor: Anchor): Promise<void> => {
  try {
    const handle = await open(file, "a", 0o640);
    try {
      await handle.appendFile(`${anchorLine(anchor)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new AnchorNotWritten(`the anchor file cannot be written: ${codeOf(cause)}`, { cause });
  }
};

export type Anchors = {
  readonly anchors: readonly Anchor[];
  /** The numbers of lines that are no anchor, such as one that was cut short when the disk was full. */
  readonly unreadable: readonly number[];
};

/** Reads every anchor of a file. Throws UserError for a file that cannot be read, or holds none. */
export const readAnchors = async (file: string): Promise<Anchors> => {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new UserError(`The anchor file cannot be read: ${codeOf(cause)}`, { cause });
  });
  const lines = text.split("\n").map((line, index) => ({ line: line.trim(), number: index + 1 }));
  const filled = lines.filter(({ line }) => line !== "");
  const anchors = filled.flatMap(({ line }) => anchorFrom(line) ?? []);
  if (anchors.length === 0) throw new UserError("The anchor file holds no anchor");
  const unreadable = filled.filter(({ line }) => anchorFrom(line) === undefined);
  return { anchors, unreadable: unreadable.map(({ number }) => number) };
};
