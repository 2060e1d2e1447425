import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import type { Audit } from "./audit.ts";

/** One pair that was tried: where, what went wrong there, and what came of it. */
export type Pair = Audit & {
  readonly journey: string;
  readonly site: string;
  readonly fault: string;
};

/** Writes down every pair of one suite as it is tried, for the count at the end of the run. */
export const tallyFor = (suite: string) => {
  const tried: Pair[] = [];
  return {
    note: (pair: Pair): void => {
      tried.push(pair);
      mkdirSync(inject("faultTally"), { recursive: true });
      appendFileSync(join(inject("faultTally"), `${suite}.jsonl`), `${JSON.stringify({ suite, ...pair })}\n`);
    },
    tried: (): number => tried.length,
    /** What was lost, a text for each pair: in a journey, or in all. */
    losses: (journey?: string): readonly string[] =>
      tried
        .filter((one) => one.lost.length > 0 && (journey === undefined || one.journey === journey))
        .map((one) => `${one.journey}, ${one.fault} ${one.site}:\n    ${one.lost.join("\n    ")}`),
  };
};
