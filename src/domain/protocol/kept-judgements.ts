import { stepsRecorded } from "../deadlines/occurrence.ts";
import { hasForm } from "../steps/choosable.ts";
import { isJudgedForm, sealedStep } from "../steps/forms.ts";
import { isRecordable } from "../steps/recordable-step.ts";
import { isWatched } from "../steps/presumed.ts";
import { unknownFacts } from "./condition.ts";
import type { Problem } from "./problem.ts";
import type { Protocol } from "./protocol-schema.ts";
import type { CaseStep, Condition } from "./vocabulary.ts";

export type Judgement = {
  readonly entry: { readonly rule: string; readonly notYet?: string | undefined };
  readonly path: Problem["path"];
  /** What this build lacks to keep it; nothing when it keeps it. */
  readonly waitsFor: readonly string[];
};

const notJudged = (step: CaseStep): readonly string[] =>
  isRecordable(step) && hasForm(step) ? [] : [`this build does not judge the step "${step}" yet`];

const notRecorded = (step: CaseStep): readonly string[] =>
  stepsRecorded.includes(step) ? [] : [`this build does not record "${step}" yet`];

const notKnown = (when: Condition | undefined): readonly string[] =>
  unknownFacts([when]).map((fact) => `this build does not know the ${fact} yet`);

const lacks = {
  gates: ({ refuses, until, when }: Protocol["gates"][number]) => [
    ...notJudged(refuses),
    ...("step" in until ? notRecorded(until.step) : []),
    ...notKnown(when),
  ],
  presumptions: (one: Protocol["presumptions"][number]) => [
    ...(isWatched(one) ? [] : [`this build cannot see yet that "${one.presumes}" is left`]),
    ...notKnown(one.when),
  ],
  requires: ({ for: step, when }: Protocol["requires"][number]) => [
    ...(isJudgedForm(step) || step === sealedStep ? [] : notJudged(step)),
    ...notKnown(when),
  ],
  deciders: ({ for: step }: Protocol["deciders"][number]) =>
    step === undefined ? ["it names no step that it decides"] : notJudged(step),
  notices: ({ on, when }: Protocol["notices"][number]) => [
    ...(on === sealedStep ? [] : notJudged(on)),
    ...notKnown(when),
  ],
};

const listed = <T extends Judgement["entry"]>(
  list: keyof typeof lacks,
  entries: readonly T[],
  lacking: (entry: T) => readonly string[],
): readonly Judgement[] =>
  entries.map((entry, index) => ({ entry, path: [list, index], waitsFor: lacking(entry) }));

/** Every gate, presumption, requirement, decider and notice of a protocol, with what this build lacks to keep it. */
export const judgementsOf = (protocol: Protocol): readonly Judgement[] => [
  ...listed("gates", protocol.gates, lacks.gates),
  ...listed("presumptions", protocol.presumptions, lacks.presumptions),
  ...listed("requires", protocol.requires, lacks.requires),
  ...listed("deciders", protocol.deciders, lacks.deciders),
  ...listed("notices", protocol.notices, lacks.notices),
];
