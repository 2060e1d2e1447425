import { decideProposeDeparture } from "../domain/case/decide-departure.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";

export type ProposingDeparture = {
  readonly ref: TandemRef;
  readonly presumption: string;
  readonly reason: string;
  readonly request: string;
};

/** A departure from what the protocol presumes is proposed, with the reason. Whoever may answer answers for their own. */
export const proposeDeparture = (
  context: Context,
  viewer: Viewer,
  proposing: ProposingDeparture,
): Promise<Acted> => {
  const { ref, request, presumption, reason } = proposing;
  return actInCase(context, viewer, { verb: "propose-departure", ref, request }, (state, by) => {
    const { person, agency } = viewer.person;
    const isManager = may(context, viewer, { verb: "answer-departure", area: by.area, state }).ok;
    const proposed = { presumption, reason, by: { person, agency, isManager } };
    return decideProposeDeparture(state, { ...proposed, departure: context.ids.next() }, by);
  });
};
