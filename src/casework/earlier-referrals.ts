import type { CardEarlier } from "../domain/case/case-card.ts";
import { openDeadlines, openHop, type CaseState } from "../domain/case/case-state.ts";
import type { Earlier, EarlierLooked } from "../domain/case/earlier.ts";
import { foldCase } from "../domain/case/fold.ts";
import { formsOfChildren } from "../domain/redaction/name-forms.ts";
import { childrenIn } from "../domain/redaction/names-on-case.ts";
import { parseTandemRef, type TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { NamedAlike } from "../redaction-ports.ts";
import type { Context } from "./context.ts";
import type { Referring } from "./refer.ts";
import { seeCase } from "./seen-case.ts";

/** A fault is no reason to lose a referral: it counts as not looked, which the case says and a timer makes good. */
const unlessItFails = (looking: Promise<readonly Earlier[]>): Promise<EarlierLooked> =>
  looking.catch(() => "not looked" as const);

/** What the look may take of the time in which its sender hears that the referral is recorded, in milliseconds. */
const mayTake = 400;

/** A referral waits no longer than this for a hint; what was begun ends by itself. */
const inTime = async (looking: Promise<EarlierLooked>): Promise<EarlierLooked> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<EarlierLooked>((resolve) => {
    // oxlint-disable-next-line no-restricted-globals -- within one request; the look that is still due is a timer row
    timer = setTimeout(() => resolve("not looked"), mayTake);
  });
  const first = await Promise.race([looking, tooLate]);
  clearTimeout(timer);
  return first;
};

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
  return inTime(unlessItFails(readAll(context, context.names.casesWith(area, forms))));
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
