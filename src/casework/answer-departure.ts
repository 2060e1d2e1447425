import { decideAnswerDeparture } from "../domain/case/decide-departure.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type AnsweringDeparture = {
  readonly ref: TandemRef;
  readonly departure: string;
  readonly agrees: boolean;
  readonly reason: string;
  readonly request: string;
};

/** A manager agrees to a departure that somebody else proposed, or refuses it. */
export const answerDeparture = (
  context: Context,
  viewer: Viewer,
  answering: AnsweringDeparture,
): Promise<Acted> => {
  const { ref, request, departure, agrees, reason } = answering;
  return actInCase(context, viewer, { verb: "answer-departure", ref, request }, (state, by) => {
    const { person, agency } = viewer.person;
    const actor = { person, agency, isManager: true };
    return decideAnswerDeparture(state, { departure, agrees, reason, by: actor }, by);
  });
};
