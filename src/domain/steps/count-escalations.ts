import type { Agency } from "../agency.ts";
import type { CaseState, Disagreement } from "../case/case-state.ts";
import { epochMilliseconds, millisecondsIn, type Instant } from "../instant.ts";

export type EscalationCount = {
  readonly area: string;
  /** Who raised it. */
  readonly agency: Agency;
  readonly raised: number;
  readonly settled: number;
  readonly open: number;
  /** From raising to settling, in days with one decimal, of those settled; undefined when none is. */
  readonly medianDays?: number;
};

type Raised = Disagreement & { readonly area: string };

const day = 24 * millisecondsIn.hour;

const daysOf = ({ at, settledAt }: Raised): readonly number[] =>
  settledAt === undefined ? [] : [(epochMilliseconds(settledAt) - epochMilliseconds(at)) / day];

const median = (all: readonly number[]): number | undefined => {
  const sorted = all.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : Math.round((upper + lower) * 5) / 10;
};

const countOf = (area: string, agency: Agency, all: readonly Raised[]): EscalationCount => {
  const settled = all.flatMap(daysOf);
  const medianDays = median(settled);
  const counts = { raised: all.length, settled: settled.length, open: all.length - settled.length };
  return { area, agency, ...counts, ...(medianDays === undefined ? {} : { medianDays }) };
};

/**
 * How often each agency of each area said in a time that it disagrees, and what came of it (F22). It counts what was
 * raised from the first instant up to but not at the second.
 */
export const countEscalations = (
  cases: readonly Pick<CaseState, "area" | "disagreements">[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): readonly EscalationCount[] => {
  const raised = cases
    .flatMap(({ area, disagreements }) => disagreements.map((one) => ({ ...one, area })))
    .filter(({ at }) => from <= at && at < to);
  const keys = [...new Set(raised.map(({ area, agency }) => `${area} ${agency}`))].toSorted();
  return keys.flatMap((key) => {
    const all = raised.filter(({ area, agency }) => `${area} ${agency}` === key);
    const [first] = all;
    return first === undefined ? [] : [countOf(first.area, first.agency, all)];
  });
};
