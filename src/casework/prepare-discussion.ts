import { conditionFacts } from "../domain/protocol/condition.ts";
import { asksHowHeld } from "../domain/steps/forms.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { askedBesides, type AskedField } from "./asked-of-form.ts";
import { caseForForm, type CaseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { nowInForms } from "./moment.ts";
import { whatToReadFirst, type ReadFirst } from "./read-first.ts";

export type DiscussionPrepared = {
  readonly ok: true;
  readonly now: { readonly date: string; readonly time: string };
  /** What the case's protocol asks for besides who, how, when and what was decided. */
  readonly asked: readonly AskedField[];
  readonly asksHowHeld: boolean;
} & ReadFirst;

/** What the form of a discussion asks in this case: no more than everybody is asked, unless its protocol says so (S0-5). */
export const prepareDiscussion = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<DiscussionPrepared | Extract<CaseForForm, { ok: false }>> => {
  const found = await caseForForm(context, viewer, "record-discussion", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const about = { step: "discussion-recorded" as const, agency: viewer.person.agency };
  // How an earlier discussion was held says nothing of this one.
  const { held: _earlier, ...facts } = conditionFacts(state);
  return {
    ok: true,
    now: nowInForms(world.now),
    asked: askedBesides(world.protocol, about, facts),
    asksHowHeld: asksHowHeld(world.protocol),
    ...(await whatToReadFirst(context, viewer, state)),
  };
};
