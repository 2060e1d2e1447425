import { agencyOfSlot } from "../domain/agency.ts";
import type { CaseState, Hop } from "../domain/case/case-state.ts";
import { slotOfHop } from "../domain/notices/addresses.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";
import { noSuchCase, nothingFor } from "./nothing-for.ts";
import { seeCase } from "./seen-case.ts";

export type HandBackPrepared =
  | { readonly ok: true; readonly hops: readonly { readonly value: string; readonly label: string }[] }
  | { readonly ok: false; readonly says: string };

/** Done by the answer to a later hop of the same agency: handing that back opens this one too. */
const isDoneByLater = (hop: Hop, later: readonly Hop[]): boolean =>
  later.some(
    ({ slot, had }) =>
      agencyOfSlot(slot) === agencyOfSlot(hop.slot) && had?.by === hop.had?.by && had?.at === hop.had?.at,
  );

/** The hops that somebody has and that this person may hand back. */
export const handableHops = (context: Context, viewer: Viewer, state: CaseState): readonly number[] => {
  const { area } = context.reference.area(state.area);
  return state.hops.flatMap((hop, index) => {
    if (hop.had === undefined || isDoneByLater(hop, state.hops.slice(index + 1))) return [];
    return may(context, viewer, { verb: "hand-back", area, state, hop: index }).ok ? [index] : [];
  });
};

const verb = "hand-back";
const notYours =
  "Only whoever picked it up, or a manager of their agency, can hand it back. Open the case to see who has it.";

/** What the form needs to know: which hops of a case this person may hand back. */
export const prepareHandBack = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<HandBackPrepared> => {
  const seen = await seeCase(context, viewer, ref);
  if (seen?.may.ok !== true)
    return nothingFor(context, viewer, { ref, verb, because: seen?.may.because ?? noSuchCase });
  const { state, world } = seen;
  const hops = handableHops(context, viewer, state);
  if (hops.length === 0) {
    const because = ["hand-back: has none of its hops"];
    await context.cases.recordRefusal(viewer, { ref, verb, because, at: world.now });
    return { ok: false, says: notYours };
  }
  return {
    ok: true,
    hops: hops.flatMap((index) => {
      const hop = state.hops[index];
      return hop === undefined ? [] : [{ value: String(index), label: slotOfHop(hop, world.area).name }];
    }),
  };
};
