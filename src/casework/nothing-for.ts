import { nothingToShow } from "../domain/authority/may-act.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";

export type Nothing = { readonly ok: false; readonly says: string };

/** Why somebody is answered so: no case has the reference that they gave. Written down like every other refusal. */
export const noSuchCase = "no such case";

type Asking = { readonly ref: TandemRef; readonly verb: string; readonly because: string };

/** Refuses in the words that confirm nothing, the same for every reason, and writes down who asked and why not. */
export const nothingFor = async (
  context: Pick<Context, "cases" | "clock">,
  viewer: Viewer,
  { ref, verb, because }: Asking,
): Promise<Nothing> => {
  const at = context.clock.dutyNow();
  await context.cases.recordRefusal(viewer, { ref, verb, because: [because], at });
  return { ok: false, says: nothingToShow };
};
