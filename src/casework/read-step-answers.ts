import { agencySchema } from "../domain/agency.ts";
import { catalogue } from "../domain/steps/catalogue.ts";
import { recordableStep, type RecordableStep } from "../domain/steps/recordable-step.ts";
import { learnedFacts, learnedFactsSchema } from "../domain/steps/learned-facts.ts";
import type { RecordingStep } from "./record-step.ts";

/** The facts that a form of a step may ask. */
export const factsOfSteps: readonly string[] = learnedFacts;

/** The step that somebody chose; undefined when they chose none that can be written down. */
export const readChosenStep = (chosen: string | undefined): RecordableStep | undefined => {
  const read = recordableStep.safeParse(chosen);
  return read.success ? read.data : undefined;
};

export type StepAnswers = {
  readonly step: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly agencies: readonly string[];
  readonly details: RecordingStep["details"];
  readonly actingNow: boolean;
};

/** The answers of a step's form as typed facts. Throws for what no form of ours can send. */
export const readStepAnswers = (answers: StepAnswers): Omit<RecordingStep, "ref" | "request" | "at"> => {
  const step = recordableStep.parse(answers.step);
  const agencies = agencySchema.array().parse(answers.agencies);
  const { details, actingNow } = answers;
  return {
    step,
    facts: learnedFactsSchema.parse(answers.facts),
    present: catalogue[step].agencies === "present" ? agencies : [],
    agreed: catalogue[step].agencies === "agreed" ? agencies : [],
    details,
    actingNow,
  };
};
