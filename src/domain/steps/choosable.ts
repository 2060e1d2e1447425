import { catalogue } from "./catalogue.ts";
import type { RecordableStep } from "./recordable-step.ts";

/** The steps that somebody can choose; that an emergency was acted in is written by the step it was. */
export const choosable = (Object.keys(catalogue) as readonly RecordableStep[]).filter(
  (step) => step !== "acted-in-emergency" && catalogue[step].ownForm === undefined,
);

/** Whether anybody can write a step down yet. */
export const hasForm = (step: RecordableStep): boolean => catalogue[step].ownForm !== "to come";
