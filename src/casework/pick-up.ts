import { decidePickUp } from "../domain/case/decide-answer.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type PickingUp = { readonly ref: TandemRef; readonly hop: number; readonly request: string };

/** A named person says "I'm dealing with this": the post shows who, and the sender is told. A second press changes nothing. */
export const pickUp = (context: Context, viewer: Viewer, { ref, hop, request }: PickingUp): Promise<Acted> =>
  actInCase(context, viewer, { verb: "pick-up", ref, hop, request }, (state, by) =>
    decidePickUp(state, { hop, by: viewer.person.person, at: by.now }, by),
  );
