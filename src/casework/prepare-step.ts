import { nothingToShow } from "../domain/authority/may-act.ts";
import { askedFor, stepsToChoose, type StepAskedFor } from "../domain/steps/asked-for.ts";
import type { RecordableStep } from "../domain/steps/catalogue.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";
import { nowInForms } from "./moment.ts";
import { seeCase, type SeenCase } from "./seen-case.ts";

type Refused = { readonly ok: false; readonly says: string };
export type StepChoice = { readonly ok: true } & ReturnType<typeof stepsToChoose>;
export type StepPrepared = {
  readonly ok: true;
  readonly asked: StepAskedFor;
  readonly now: { readonly date: string; readonly time: string };
};

const seenToRecord = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<({ readonly ok: true } & SeenCase) | Refused> => {
  const seen = await seeCase(context, viewer, ref);
  if (seen === undefined) return { ok: false, says: nothingToShow };
  const { state, world } = seen;
  const allowed = may(context, viewer, { verb: "record-step", area: world.area, state });
  if (allowed.ok) return { ok: true, ...seen };
  const because = [allowed.because];
  await context.cases.recordRefusal(viewer, { ref, verb: "record-step", because, at: world.now });
  return { ok: false, says: allowed.says };
};

/** The steps that a person can choose from in this case. */
export const prepareStepChoice = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<StepChoice | Refused> => {
  const seen = await seenToRecord(context, viewer, ref);
  if (!seen.ok) return seen;
  return { ok: true, ...stepsToChoose(viewer.person.agency, seen.state, seen.world.protocol) };
};

/** What the form of one step asks in this case. */
export const prepareStep = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
  step: RecordableStep,
): Promise<StepPrepared | Refused> => {
  const seen = await seenToRecord(context, viewer, ref);
  if (!seen.ok) return seen;
  const asked = askedFor(step, viewer.person.agency, seen.state, seen.world.protocol);
  return { ok: true, asked, now: nowInForms(seen.world.now) };
};
