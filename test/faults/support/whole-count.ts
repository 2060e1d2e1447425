import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Reporter } from "vitest/node";
import type { Pair } from "./tally.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder where each suite of faults writes down what it tried. */
    faultTally: string;
  }
}

const pairsAtLeast = 150;
const here = fileURLToPath(new URL("..", import.meta.url));

type Tried = Pair & { readonly suite: string };

const triedIn = (folder: string): readonly Tried[] =>
  readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Tried),
  );

type Counts = { tried: number; survived: number; repeats: number; lost: number };

const counted = (tried: readonly Tried[]): Counts => {
  const pairs = new Map<string, Tried>();
  // A pair tried twice counts once, and as lost when it was lost once.
  for (const one of tried) {
    const name = JSON.stringify([one.journey, one.site, one.fault]);
    if ((pairs.get(name)?.lost.length ?? 0) === 0) pairs.set(name, one);
  }
  const all = [...pairs.values()];
  const lost = all.filter((one) => one.lost.length > 0).length;
  const repeats = all.reduce((sum, one) => sum + one.repeats, 0);
  return { tried: all.length, survived: all.length - lost, repeats, lost };
};

const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(52) : String(cell).padStart(10))).join("");

const groupOf = ({ suite, fault }: Tried): string => `${suite}: ${fault}`;

const table = (tried: readonly Tried[]): string => {
  const groups = [...new Set(tried.map(groupOf))].toSorted((a, b) => a.localeCompare(b));
  const rows = groups.map((group) => {
    const { tried: all, survived, repeats, lost } = counted(tried.filter((one) => groupOf(one) === group));
    return line([group, all, survived, repeats, lost]);
  });
  const { tried: all, survived, repeats, lost } = counted(tried);
  return [
    line(["site and fault", "tried", "survived", "repeats", "lost"]),
    ...rows,
    line(["distinct pairs", all, survived, repeats, lost]),
  ].join("\n");
};

const suites = readdirSync(here).filter((file) => file.endsWith(".test.ts")).length;

/** Where this run's suites write what they tried, each in a process of its own. */
export const tallyFolder = join(tmpdir(), `tandem-faults-${process.pid}`);

/** Prints the count before vitest's own summary, and fails the run when a pair was lost, or when all suites ran and tried too few. */
export const faultCount: Reporter = {
  onTestRunEnd: () => {
    if (!existsSync(tallyFolder)) return;
    const tried = triedIn(tallyFolder);
    const ranAll = readdirSync(tallyFolder).length === suites;
    rmSync(tallyFolder, { recursive: true, force: true });
    console.log(`\nFaults\n${table(tried)}\n`);
    const { tried: pairs, lost } = counted(tried);
    if (lost === 0 && (pairs >= pairsAtLeast || !ranAll)) return;
    process.exitCode = 1;
    console.log(`FAILED: ${lost} of ${pairs} pairs were lost; at least ${pairsAtLeast} must be tried.\n`);
  },
};
