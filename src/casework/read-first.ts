import type { CaseState } from "../domain/case/case-state.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { earlierFor } from "./earlier-referrals.ts";

/** Why whoever decides should read what came before: the child was known, or a relative or friend is worried. */
export type ReadFirst = { readonly readFirst?: "known before" | "a relative or friend" };

/** What somebody who decides in a case should read first, as far as they may see it. */
export const whatToReadFirst = async (
  context: Context,
  viewer: Viewer,
  state: CaseState,
): Promise<ReadFirst> => {
  if ((await earlierFor(context, viewer, state)).length > 0) return { readFirst: "known before" };
  return state.facts.sourceKind === "relative-or-friend" ? { readFirst: "a relative or friend" } : {};
};
