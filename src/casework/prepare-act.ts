import type { Verb } from "../domain/authority/authority-table.ts";
import { slotOfHop } from "../domain/notices/addresses.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { nowInForms } from "./moment.ts";

export type ActPrepared =
  | {
      readonly ok: true;
      /** The hops that nobody has yet, as choices. */
      readonly openHops: readonly { readonly value: string; readonly label: string }[];
      readonly now: { readonly date: string; readonly time: string };
    }
  | { readonly ok: false; readonly says: string };

/** Whether a person may fill in a form about a case, and what the form needs to know before it is shown. */
export const prepareAct = async (
  context: Context,
  viewer: Viewer,
  verb: Verb,
  ref: TandemRef,
): Promise<ActPrepared> => {
  const found = await caseForForm(context, viewer, verb, ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const openHops = state.hops.flatMap((hop, index) =>
    hop.had === undefined ? [{ value: String(index), label: slotOfHop(hop, world.area).name }] : [],
  );
  return { ok: true, openHops, now: nowInForms(world.now) };
};
