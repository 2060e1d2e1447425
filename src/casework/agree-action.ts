import { decideAction, decideActionDone } from "../domain/strategy/decide-action.ts";
import type { Instant } from "../domain/instant.ts";
import { participant, type Participant } from "../domain/meetings/meeting.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type AgreeingOnAction = {
  readonly ref: TandemRef;
  readonly record: string;
  readonly text: string;
  readonly owner: Participant;
  readonly person?: string | undefined;
  readonly who?: string | undefined;
  readonly dueAt: Instant;
  readonly request: string;
};

/** For whom an action is; undefined when nobody was chosen. */
export const readOwner = (given: string | undefined): Participant | undefined => {
  const read = participant.safeParse(given);
  return read.success ? read.data : undefined;
};

/** What somebody is to do by when is kept with a discussion, and from then on they are reminded of it. */
export const agreeAction = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...agreeing }: AgreeingOnAction,
): Promise<Acted> => {
  const { person: by, agency } = viewer.person;
  const action = context.ids.next();
  return actInCase(context, viewer, { verb: "record-step", ref, request }, (state, following) =>
    decideAction(state, { ...agreeing, by, agency, action }, following),
  );
};

/** An action is done, with one press. */
export const actionDone = (
  context: Context,
  viewer: Viewer,
  { ref, action, request }: { readonly ref: TandemRef; readonly action: string; readonly request: string },
): Promise<Acted> => {
  const { person: by, agency } = viewer.person;
  return actInCase(context, viewer, { verb: "record-step", ref, request }, (state, following) =>
    decideActionDone(state, { by, agency, action }, following),
  );
};
