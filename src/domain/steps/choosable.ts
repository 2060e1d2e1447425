import { catalogue } from "./catalogue.ts";
import type { RecordableStep } from "./recordable-step.ts";

/** Written down by what it was about, and chosen by nobody. */
const writtenByItself: readonly RecordableStep[] = [
  "acted-in-emergency",
  "strategy-discussion-inquorate",
  "minutes-came-back",
];

/** The steps that somebody can choose; that an emergency was acted in is written by the step it was. */
export const choosable = (Object.keys(catalogue) as readonly RecordableStep[]).filter(
  (step) => !writtenByItself.includes(step) && catalogue[step].ownForm === undefined,
);

/** Whether anybody can write a step down yet. */
export const hasForm = (step: RecordableStep): boolean => catalogue[step].ownForm !== "to come";
