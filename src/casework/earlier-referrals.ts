import type { CardEarlier } from "../domain/case/case-card.ts";
import { openDeadlines, openHop, type CaseState } from "../domain/case/case-state.ts";
import type { Earlier, EarlierLooked } from "../domain/case/earlier.ts";
import { foldCase } from "../domain/case/fold.ts";
import { formsOfChildren } from "../domain/redaction/name-forms.ts";
import { childrenIn } from "../domain/redaction/names-on-case.ts";
import { parseTandemRef, type TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { NamedAlike } from "../redaction-ports.ts";
import { within } from "../within.ts";
import type { Context } from "./context.ts";
import type { Referring } from "./refer.ts";
import { seeCase } from "./seen-case.ts";

/** What the look may take of the time in which its sender hears that the referral is recorded, in milliseconds. */
const mayTake = 400;

/** A fault, or a look that takes too long, is no reason to lose a referral: the case says that nobody looked, and a timer makes it good. */
const unlessItFails = (looking: Promise<readonly Earlier[]>): Promise<EarlierLooked> =>
  within(looking, mayTake, "not looked");

const readAll = async (
  context: Context,
  alike: Promise<readonly NamedAlike[]>,
): Promise<readonly Earlier[]> => {
  const read = await Promise.all(
    (await alike).map(async ({ ref, isDated }): Promise<readonly Earlier[]> => {
      const state = foldCase((await context.cases.read("tandem", ref))?.events ?? []);
      return state === undefined
        ? []
        : [{ ref, by: isDated ? "name and date of birth" : "name alone", state }];
    }),
  );
  return read.flat();
};

/**
 * Earlier referrals of the same area that may be about the same child: found by keyed tokens, without opening any. It is no
 * more than a hint, by name and date of birth or by name alone, and nothing depends on it: where it fails or takes longer
 * than `mayTake` the referral goes without, and the look is taken again later.
 */
export const findEarlier = (
  context: Context,
  { area, details }: Pick<Referring, "area" | "details">,
): Promise<EarlierLooked> => {
  const forms = formsOfChildren(childrenIn(details));
  return unlessItFails(readAll(context, context.names.casesWith(area, forms)));
};

/** The same look for a referral that is recorded already, by the tokens that stand with it. */
export const findEarlierOf = (context: Context, ref: TandemRef): Promise<EarlierLooked> =>
  unlessItFails(readAll(context, context.names.casesLike(ref)));

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
