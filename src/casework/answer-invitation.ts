import type { BodyOf } from "../domain/case/case-event.ts";
import { decideInvitationAnswer, type Answering } from "../domain/meetings/decide-invitation-answer.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type AnsweringInvitation = {
  readonly ref: TandemRef;
  readonly meeting: string;
  readonly invitee: string;
  readonly answer: Answering["answer"];
  readonly details: BodyOf<"InvitationAnswered">;
  readonly request: string;
};

/** Somebody who is asked to a meeting answers, or whoever invited writes down what they answered. */
export const answerInvitation = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: AnsweringInvitation,
): Promise<Acted> => {
  const { agency, person } = viewer.person;
  return actInCase(context, viewer, { verb: "answer-invitation", ref, request }, (state, by) =>
    decideInvitationAnswer(state, { ...said, agency, by: person, at: by.now }, by),
  );
};
