import { decideHandBack } from "../domain/case/decide-hand-back.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type HandingBack = {
  readonly ref: TandemRef;
  readonly hop: number;
  readonly reason: string;
  readonly request: string;
};

/** Whoever picked it up, or a manager of their agency, hands it back: from now on nobody has it, and everybody is told. */
export const handBack = (context: Context, viewer: Viewer, handing: HandingBack): Promise<Acted> => {
  const { ref, hop, reason, request } = handing;
  return actInCase(context, viewer, { verb: "hand-back", ref, hop, request }, (state, by) =>
    decideHandBack(state, { hop, reason, by: viewer.person.person, at: by.now }, by),
  );
};
