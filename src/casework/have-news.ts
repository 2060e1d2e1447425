import { decideHaveNews } from "../domain/case/decide-have-news.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

/** Somebody says, with one press, that they have the news of a case. The first who does has it; another is told who. */
export const haveNews = async (
  context: Context,
  viewer: Viewer,
  { ref, request }: { readonly ref: TandemRef; readonly request: string },
): Promise<Acted> => {
  const { agency, person } = viewer.person;
  const acted = await actInCase(context, viewer, { verb: "record-step", ref, request }, (state, by) =>
    decideHaveNews(state, { agency, by: person }, by),
  );
  const had = acted.ok ? undefined : acted.state?.news.findLast((one) => one.had !== undefined)?.had;
  if (acted.ok || had === undefined) return acted;
  const name = (await context.people.byId(had.by))?.name ?? "A registered worker";
  return { ...acted, says: `${acted.says} ${name} has it. Nothing more is needed from you for that.` };
};
