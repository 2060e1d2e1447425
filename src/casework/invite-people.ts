import type { TakingStep } from "../domain/case/decide-step.ts";
import { decideInvite, type Inviting } from "../domain/meetings/decide-invite.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { judgedInCase, type Judged } from "./judged-in-case.ts";

export type InvitingPeople = {
  readonly ref: TandemRef;
  readonly meeting: string;
  readonly people: Inviting["people"];
  readonly facts: Inviting["facts"];
  /** What the protocol asks of the invitations, and why they go out although something stands against it. */
  readonly answers: TakingStep["details"];
  readonly actingNow: boolean;
  readonly request: string;
};

/** People are asked to a meeting; the invitations to a conference are judged by the case's protocol. */
export const invitePeople = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: InvitingPeople,
): Promise<Judged> => {
  const { agency, person } = viewer.person;
  return judgedInCase(context, viewer, { verb: "invite-people", ref, request }, (state, by, isManager) =>
    decideInvite(state, { ...said, agency, by: person, at: by.now, isManager }, by),
  );
};
