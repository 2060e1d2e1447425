import type { Earlier } from "../domain/case/decide-referral.ts";
import type { CardEarlier } from "../domain/case/case-card.ts";
import { openDeadlines, openHop, type CaseState } from "../domain/case/case-state.ts";
import { foldCase } from "../domain/case/fold.ts";
import { formsOfChildren } from "../domain/redaction/name-forms.ts";
import { childrenIn } from "../domain/redaction/names-on-case.ts";
import { parseTandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import type { Referring } from "./refer.ts";
import { seeCase } from "./seen-case.ts";

/**
 * Earlier referrals of the same area that may be about the same child: found by keyed tokens, without opening any. It is no
 * more than a hint, by name and date of birth or by name alone, and nothing depends on it.
 */
export const findEarlier = async (
  context: Context,
  viewer: Viewer,
  { area, details }: Pick<Referring, "area" | "details">,
): Promise<readonly Earlier[]> => {
  const found = await context.names.casesWith(area, formsOfChildren(childrenIn(details)));
  const read = await Promise.all(
    found.map(async ({ ref, isDated }): Promise<readonly Earlier[]> => {
      const state = foldCase((await context.cases.read(viewer, ref))?.events ?? []);
      if (state === undefined) return [];
      const isOpenToTeams = !state.restricted && state.excluded.length === 0;
      return [{ ref, by: isDated ? "name and date of birth" : "name alone", isOpenToTeams }];
    }),
  );
  return read.flat();
};

const standing = (state: CaseState): CardEarlier["stands"] => {
  if (openHop(state) !== undefined) return "nobody has it yet";
  return openDeadlines(state).length > 0 ? "open" : "nothing falls due";
};

const seen = async (
  context: Context,
  viewer: Viewer,
  { ref: written, by }: CaseState["earlier"][number],
): Promise<readonly CardEarlier[]> => {
  const ref = parseTandemRef(written);
  const one = ref === undefined ? undefined : await seeCase(context, viewer, ref);
  if (ref === undefined || one?.may.ok !== true) return [];
  return [{ ref, by, enteredAt: one.state.enteredAt, stands: standing(one.state) }];
};

/** The earlier referrals that this person may see, the newest first; of any other nothing says that it is there. */
export const earlierFor = async (
  context: Context,
  viewer: Viewer,
  { earlier }: Pick<CaseState, "earlier">,
): Promise<readonly CardEarlier[]> => {
  const all = await Promise.all(earlier.map((one) => seen(context, viewer, one)));
  return all.flat().toSorted((a, b) => b.enteredAt.localeCompare(a.enteredAt));
};
