import type { HeaderOf } from "../domain/case/case-event.ts";
import { decideStep } from "../domain/case/decide-record.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type StepTaken = {
  readonly ref: TandemRef;
  readonly step: HeaderOf<"StepRecorded">["step"];
  readonly at: Instant;
  readonly assessment?: "required" | "not-required";
  readonly note: string;
  readonly request: string;
};

/** Records a step that one agency took: checks made, the assessment decided or done, an offence that has emerged. */
export const recordStep = (context: Context, viewer: Viewer, taken: StepTaken): Promise<Acted> => {
  const { ref, request, note, ...said } = taken;
  const { agency, person } = viewer.person;
  return actInCase(context, viewer, { verb: "record-step", ref, request }, (state, by) =>
    decideStep(state, { ...said, agency, by: person, details: { note } }, by),
  );
};
