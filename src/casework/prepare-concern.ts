import type { ConcernFacts } from "../domain/case/facts.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { nowInForms } from "./moment.ts";

export type ConcernPrepared =
  | { readonly ok: true; readonly known: ConcernFacts; readonly now: ReturnType<typeof nowInForms> }
  | { readonly ok: false; readonly says: string };

/** What the form of a new concern needs to know of the case, so that it asks nothing twice. */
export const prepareConcern = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<ConcernPrepared> => {
  const found = await caseForForm(context, viewer, "raise-concern", ref);
  if (!found.ok) return found;
  return { ok: true, known: found.state.facts, now: nowInForms(found.world.now) };
};
