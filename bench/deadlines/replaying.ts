import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot, referenceOrFault } from "../../src/run.ts";
import { storyFrom } from "../../src/replay/read-story.ts";
import { median } from "../statistics.ts";

const rounds = 5;
const story = fileURLToPath(new URL("fifty-steps.yaml", import.meta.url));

/** The whole process, from its start to its end, in milliseconds. */
const replayed = async (temporary: string): Promise<number> => {
  const began = performance.now();
  const words = ["--import", "tsx", "src/cli.ts", "replay", story];
  const child = spawn(process.execPath, words, {
    cwd: packageRoot,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error("the story could not be replayed");
  return performance.now() - began;
};

/** A story of fifty steps as `tandem replay`: the very first time on a machine, and each time after that. */
export const measureReplaying = async () => {
  const { entries } = storyFrom(story, referenceOrFault(packageRoot)).story;
  // What earlier runs left for later ones: the schema's copy, and what tsx keeps of the program.
  await rm(path.join(packageRoot, ".data", "migrated"), { recursive: true, force: true });
  const temporary = await mkdtemp(path.join(tmpdir(), "tandem-bench-"));
  try {
    const first = await replayed(temporary);
    const later: number[] = [];
    for (let turn = 0; turn < rounds; turn += 1) later.push(await replayed(temporary));
    return { steps: entries.length, first, rounds, later: median(later) };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};
