import type { Allowed, Denied } from "../domain/authority/may-act.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { followingFor } from "./following.ts";
import { may } from "./may.ts";

export type SeenCase = {
  readonly state: CaseState;
  readonly world: Following;
  /** Whether the viewer may read it; what they may not read they must not learn of. */
  readonly may: Allowed | Denied;
};

/** A case as it stands, and whether a person may read it; undefined when there is none. */
export const seeCase = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<SeenCase | undefined> => {
  const state = foldCase((await context.cases.read(viewer, ref))?.events ?? []);
  if (state === undefined) return undefined;
  const world = followingFor(context, state, context.clock.dutyNow());
  const { area } = world;
  return {
    state,
    world,
    may: may(context, viewer, { verb: "read-referral", area, state }),
  };
};
