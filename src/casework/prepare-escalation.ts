import { slotName } from "../domain/area/slot-name.ts";
import type { EscalationPrepared } from "../domain/case/form-models.ts";
import { askedFor } from "../domain/steps/asked-for.ts";
import { escalationOf } from "../domain/steps/escalate.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm, type CaseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { nowInForms } from "./moment.ts";
import { readWorklist } from "./read-worklist.ts";

/** What the form of a disagreement says and asks in this case. */
export const prepareEscalation = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<({ readonly ok: true } & EscalationPrepared) | Extract<CaseForForm, { ok: false }>> => {
  const found = await caseForForm(context, viewer, "record-step", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const { goesTo, ...escalation } = escalationOf(state, world);
  return {
    ok: true,
    ...escalation,
    goesTo: goesTo.map(({ slot, ...whom }) => ({ ...whom, part: slotName(world.area, slot) })),
    asked: askedFor(escalation.next, viewer.person.agency, state, world.protocol),
    now: nowInForms(world.now),
  };
};
/** The cases in which somebody can say that they disagree: their own first, then their agency's. */
export const casesToEscalate = async (context: Context, viewer: Viewer) => {
  const mine = await readWorklist(context, viewer, { scope: "mine" });
  const team = await readWorklist(context, viewer, { scope: "team" });
  const others = team.lines.filter(({ ref }) => !mine.lines.some((one) => one.ref === ref));
  return { lines: [...mine.lines, ...others], isAll: mine.next === undefined && team.next === undefined };
};
