import { decideTakeAccess } from "../domain/case/decide-take-access.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type TakingAccess = {
  readonly ref: TandemRef;
  readonly reason: string;
  readonly request: string;
};

/**
 * Somebody who is not named opens a restricted case because a child cannot wait; those who are named hear of it. What they
 * are shown next is what they may read then: this answer would tell a case that is kept from them from none.
 */
export const takeAccess = (context: Context, viewer: Viewer, taking: TakingAccess): Promise<Acted> => {
  const { ref, request, reason } = taking;
  return actInCase(context, viewer, { verb: "take-access", ref, request }, (state, by) =>
    decideTakeAccess(state, { by: viewer.person, reason }, by),
  );
};
