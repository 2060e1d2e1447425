import { decideRisk } from "../domain/case/decide-record.ts";
import type { YesNoNotKnown } from "../domain/case/facts.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type Reassessing = {
  readonly ref: TandemRef;
  readonly immediateRisk: YesNoNotKnown;
  readonly reason: string;
  readonly request: string;
};

/** A person says, with a reason, whether the child is at immediate risk; until then "not known" counts as yes. */
export const reassessRisk = (context: Context, viewer: Viewer, said: Reassessing): Promise<Acted> => {
  const { ref, request, immediateRisk, reason } = said;
  return actInCase(context, viewer, { verb: "reassess-risk", ref, request }, (state, by) =>
    decideRisk(state, { by: viewer.person.person, at: by.now, immediateRisk, reason }, by),
  );
};
