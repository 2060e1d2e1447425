import { decideStep, type StepRefused } from "../domain/case/decide-step.ts";
import type { Agency } from "../domain/agency.ts";
import type { Instant } from "../domain/instant.ts";
import type { RecordableStep } from "../domain/steps/recordable-step.ts";
import type { LearnedFacts } from "../domain/steps/learned-facts.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";

export type RecordingStep = {
  readonly ref: TandemRef;
  readonly step: RecordableStep;
  readonly at: Instant;
  readonly expectedAt?: Instant;
  readonly facts: LearnedFacts;
  readonly present: readonly Agency[];
  readonly agreed: readonly Agency[];
  readonly details: {
    readonly note?: string;
    readonly answers: readonly { readonly field: string; readonly text: string }[];
    readonly reason?: string;
  };
  readonly actingNow: boolean;
  readonly request: string;
};

export type StepRecorded = Acted & { readonly refused?: StepRefused };

/**
 * Records a step that one agency took, as the protocol judges it. Refused, it says which rule stands against it and what
 * lifts it, answer by answer.
 */
export const recordStep = async (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: RecordingStep,
): Promise<StepRecorded> => {
  const { agency, person } = viewer.person;
  let refused: StepRefused | undefined;
  const acted = await actInCase(context, viewer, { verb: "record-step", ref, request }, (state, by) => {
    const isManager = may(context, viewer, { verb: "answer-departure", area: by.area, state }).ok;
    const decided = decideStep(state, { ...said, agency, by: person, isManager }, by);
    if (!decided.ok) refused = decided;
    return decided;
  });
  return refused === undefined ? acted : { ...acted, refused };
};
