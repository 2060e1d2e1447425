import type { Agency } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Address } from "../notices/notice.ts";
import { reachRung, rungDueAt, rungsOf, sameAddress, type Rung } from "./ladder.ts";

export type Told = { readonly to: Address; readonly tell: string };
export type Climbed = {
  readonly told: readonly Told[];
  /** Why each rung that reaches nobody now was passed. */
  readonly skipped: readonly string[];
  /** The highest rung that was looked at. */
  readonly step: number;
};

type Climbing = { readonly agency: Agency; readonly state: CaseState; readonly by: Following };

const look = (climbed: Climbed, rung: Rung, step: number, { state, by }: Climbing): Climbed => {
  const reached = reachRung(rung, state, by, by.now);
  if ("skipped" in reached) return { ...climbed, step, skipped: [...climbed.skipped, reached.skipped] };
  const known = climbed.told.some(({ to }) => sameAddress(to, reached.to));
  const told = known ? climbed.told : [...climbed.told, { to: reached.to, tell: rung.tell }];
  return { ...climbed, step, told };
};

/**
 * Climbs from a rung whose time has come until somebody is reached: an empty, closed or unusable rung is passed at once.
 * Rungs whose time passed meanwhile, in an outage or before the case became urgent, are told together and once.
 */
export const climb = (from: number, climbing: Climbing): Climbed => {
  const { agency, state, by } = climbing;
  const rungs = rungsOf(agency, state, by.area);
  let climbed: Climbed = { told: [], skipped: [], step: from };
  for (const [step, rung] of rungs.entries()) {
    if (step < from) continue;
    const isDue = step === from || rungDueAt(rung, agency, state) <= by.now;
    if (!isDue && climbed.told.length > 0) break;
    climbed = look(climbed, rung, step, climbing);
  }
  return climbed;
};
