import { withFault, type Fault, type Journey } from "./story.ts";
import type { Left } from "./audit.ts";
import { tallyFor } from "./tally.ts";
import type { Worlds } from "./world.ts";

/** Does work for each of many, a few at a time. */
export const aFewAtATime = async <T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const left = [...all];
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

export type Trying = {
  readonly worlds: Worlds;
  readonly journey: Journey;
  readonly faults: readonly Fault[];
  /** What the journey leaves when nothing goes wrong. */
  readonly without: Left;
  readonly atOnce?: number;
};

/** Which of two timers of one instant goes first is chance, so that a site near the end may not come up again. */
const maySkip = 0.15;

/** Tells a journey once for each fault, each in a world of its own, and answers what was lost in any of them. */
export const tryingIn = (suite: string) => {
  const tally = tallyFor(suite);
  return async ({ worlds, journey, faults, without, atOnce = 3 }: Trying): Promise<readonly string[]> => {
    const missed: string[] = [];
    await aFewAtATime(faults, atOnce, async (fault) => {
      const found = await withFault(worlds, journey, fault, without);
      if (found === undefined) missed.push(`${fault.kind} never struck at ${fault.site}`);
      else tally.note({ journey: journey.name, site: fault.site, fault: fault.kind, ...found });
    });
    return [...tally.losses(journey.name), ...(missed.length > maySkip * faults.length ? missed : [])];
  };
};
