import { decideStep } from "../domain/case/decide-step.ts";
import type { Verb } from "../domain/authority/authority-table.ts";
import type { ConcernSaid } from "../domain/case/decide-concern.ts";
import type { YesNoNotKnown } from "../domain/case/facts.ts";
import type { Agency } from "../domain/agency.ts";
import type { Instant } from "../domain/instant.ts";
import type { RecordableStep } from "../domain/steps/recordable-step.ts";
import type { LearnedFacts } from "../domain/steps/learned-facts.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { judgedInCase, type Judged } from "./judged-in-case.ts";

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

/** New or increased harm in an open case, or an update without any, by its own short form. */
export type RaisingConcern = Pick<RecordingStep, "ref" | "at" | "details" | "request"> & {
  readonly newHarm: YesNoNotKnown;
  readonly harm: ConcernSaid["facts"];
};

export type StepRecorded = Judged;

/**
 * Records a step that one agency took, as the protocol judges it. Refused, it says which rule stands against it and what
 * lifts it, answer by answer.
 */
export const recordStep = (
  context: Context,
  viewer: Viewer,
  recording: RecordingStep,
): Promise<StepRecorded> => takeStep(context, viewer, "record-step", recording);

/**
 * What has come up since in an open case. New or increased harm, or harm of which nobody knows, is put to the other agency
 * as a referral is, and its clocks start; an update without any is to be seen by whoever has the case there.
 */
export const raiseConcern = (
  context: Context,
  viewer: Viewer,
  { newHarm, ...concern }: RaisingConcern,
): Promise<StepRecorded> =>
  takeStep(context, viewer, "raise-concern", {
    ...concern,
    step: "message-sent",
    facts: { message: "update", newHarm },
    present: [],
    agreed: [],
    // Nothing of a protocol stands between a child and whoever must know of harm.
    actingNow: newHarm !== "no",
  });

/** An update was seen by the agency that it is for: one press. */
export const acknowledgeUpdate = (
  context: Context,
  viewer: Viewer,
  { ref, request }: Pick<RecordingStep, "ref" | "request">,
): Promise<StepRecorded> =>
  takeStep(context, viewer, "record-step", {
    ref,
    request,
    step: "update-acknowledged",
    at: context.clock.dutyNow(),
    facts: {},
    present: [],
    agreed: [],
    details: { answers: [] },
    actingNow: false,
  });

const takeStep = (
  context: Context,
  viewer: Viewer,
  verb: Verb,
  { ref, request, ...said }: RecordingStep & Partial<Pick<RaisingConcern, "harm">>,
): Promise<StepRecorded> => {
  const { agency, person } = viewer.person;
  return judgedInCase(context, viewer, { verb, ref, request }, (state, by, isManager) =>
    decideStep(state, { ...said, agency, by: person, isManager }, by),
  );
};
