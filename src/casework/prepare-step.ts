import { askedFor, stepsToChoose, type StepAskedFor } from "../domain/steps/asked-for.ts";
import type { RecordableStep } from "../domain/steps/recordable-step.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { whatToReadFirst, type ReadFirst } from "./read-first.ts";
import { caseForForm, type CaseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { nowInForms } from "./moment.ts";

type Refused = Extract<CaseForForm, { ok: false }>;
export type StepChoice = { readonly ok: true } & ReturnType<typeof stepsToChoose>;
export type StepPrepared = {
  readonly ok: true;
  readonly asked: StepAskedFor;
  readonly now: { readonly date: string; readonly time: string };
} & ReadFirst;

/** What is decided here decides whether anybody looks further. */
const decisions: readonly RecordableStep[] = ["assessment-decided", "mode-decided", "not-referred"];

/** The steps that a person can choose from in this case. */
export const prepareStepChoice = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<StepChoice | Refused> => {
  const found = await caseForForm(context, viewer, "record-step", ref);
  if (!found.ok) return found;
  return { ok: true, ...stepsToChoose(viewer.person.agency, found.state, found.world.protocol) };
};

/** What the form of one step asks in this case. */
export const prepareStep = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
  step: RecordableStep,
): Promise<StepPrepared | Refused> => {
  const found = await caseForForm(context, viewer, "record-step", ref);
  if (!found.ok) return found;
  const asked = askedFor(step, viewer.person.agency, found.state, found.world.protocol);
  const readFirst = decisions.includes(step) ? await whatToReadFirst(context, viewer, found.state) : {};
  return { ok: true, asked, now: nowInForms(found.world.now), ...readFirst };
};
