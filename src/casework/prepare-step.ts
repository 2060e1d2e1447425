import { askedFor, stepsToChoose, type StepAskedFor } from "../domain/steps/asked-for.ts";
import type { RecordableStep } from "../domain/steps/recordable-step.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import { earlierFor } from "./earlier-referrals.ts";
import { caseForForm, type CaseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { nowInForms } from "./moment.ts";

type Refused = Extract<CaseForForm, { ok: false }>;
export type StepChoice = { readonly ok: true } & ReturnType<typeof stepsToChoose>;
export type StepPrepared = {
  readonly ok: true;
  readonly asked: StepAskedFor;
  readonly now: { readonly date: string; readonly time: string };
  /** Why whoever decides should read what came before: the child was known, or a relative or friend is worried. */
  readonly readFirst?: "known before" | "a relative or friend";
};

/** What is decided here decides whether anybody looks further. */
const decisions: readonly RecordableStep[] = ["assessment-decided", "mode-decided", "not-referred"];

const whatToReadFirst = async (
  context: Context,
  viewer: Viewer,
  step: RecordableStep,
  state: CaseState,
): Promise<Pick<StepPrepared, "readFirst">> => {
  if (!decisions.includes(step)) return {};
  if ((await earlierFor(context, viewer, state)).length > 0) return { readFirst: "known before" };
  return state.facts.sourceKind === "relative-or-friend" ? { readFirst: "a relative or friend" } : {};
};

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
  const readFirst = await whatToReadFirst(context, viewer, step, found.state);
  return { ok: true, asked, now: nowInForms(found.world.now), ...readFirst };
};
