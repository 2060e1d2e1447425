import { nothingToShow } from "../domain/authority/may-act.ts";
import { compartmentsOf } from "../domain/authority/need-to-know.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody, Person, Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { seeCase } from "./seen-case.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";

export type ReferralRead =
  | {
      readonly ok: true;
      readonly state: CaseState;
      readonly bodies: readonly OpenedBody[];
      readonly sender: Person | undefined;
      readonly world: Following;
    }
  | { readonly ok: false; readonly says: string };

/** Opens a referral for somebody who may see it. The opening is written down in the same transaction, or nothing is shown. */
export const readReferral = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<ReferralRead> => {
  const found = await seeCase(context, viewer, ref);
  if (found === undefined) return { ok: false, says: nothingToShow };
  const at = context.clock.dutyNow();
  if (!found.may.ok) {
    await context.cases.recordRefusal(viewer, {
      ref,
      verb: "read-referral",
      because: [found.may.because],
      at,
    });
    return { ok: false, says: found.may.says };
  }
  const compartments = compartmentsOf(found.state, viewer.person);
  const bodies = await context.cases.openBodies(viewer, { ref, at, compartments });
  const sender = await context.people.byId(found.state.sender);
  return { ok: true, state: found.state, bodies, sender, world: found.world };
};
