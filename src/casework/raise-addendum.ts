import { decideAddendum, type RaisingAddendum as Raising } from "../domain/conferences/decide-addendum.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { judgedInCase, type Judged } from "./judged-in-case.ts";

export type RaisingAddendum = Pick<Raising, "meeting" | "answers"> & {
  readonly ref: TandemRef;
  readonly request: string;
};

/** The police hold something back from a conference for its chair alone; nobody but its readers learns that it is there. */
export const raiseAddendum = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: RaisingAddendum,
): Promise<Judged> =>
  judgedInCase(context, viewer, { verb: "raise-addendum", ref, request }, (state, by) =>
    decideAddendum(state, { ...said, note: context.ids.next(), by: viewer.person }, by),
  );
