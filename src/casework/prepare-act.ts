import type { Verb } from "../domain/authority/authority-table.ts";
import { nothingToShow } from "../domain/authority/may-act.ts";
import { foldCase } from "../domain/case/fold.ts";
import { slotOfHop } from "../domain/notices/addresses.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";
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
  const state = foldCase((await context.cases.read(viewer, ref))?.events ?? []);
  if (state === undefined) return { ok: false, says: nothingToShow };
  const { area } = context.reference.area(state.area);
  const allowed = may(context, viewer, { verb, area, state });
  const now = context.clock.dutyNow();
  if (!allowed.ok) {
    await context.cases.recordRefusal(viewer, { ref, verb, because: [allowed.because], at: now });
    return { ok: false, says: allowed.says };
  }
  const openHops = state.hops.flatMap((hop, index) =>
    hop.had === undefined ? [{ value: String(index), label: slotOfHop(hop, area).name }] : [],
  );
  return { ok: true, openHops, now: nowInForms(now) };
};
