import type { Verb } from "../domain/authority/authority-table.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { mayInCase } from "./may.ts";
import { noSuchCase, nothingFor, type Nothing } from "./nothing-for.ts";
import { seeCase, type SeenCase } from "./seen-case.ts";

export type CaseForForm = ({ readonly ok: true } & Pick<SeenCase, "state" | "world">) | Nothing;

/** The case that somebody wants to fill in a form about, if they may; a refusal is written down. */
export const caseForForm = async (
  context: Context,
  viewer: Viewer,
  verb: Verb,
  ref: TandemRef,
): Promise<CaseForForm> => {
  const seen = await seeCase(context, viewer, ref);
  if (seen === undefined) return nothingFor(context, viewer, { ref, verb, because: noSuchCase });
  const { state, world } = seen;
  const allowed = mayInCase(context, viewer, { verb, area: world.area, state });
  if (allowed.ok) return { ok: true, state, world };
  await context.cases.recordRefusal(viewer, { ref, verb, because: [allowed.because], at: world.now });
  return { ok: false, says: allowed.says };
};
