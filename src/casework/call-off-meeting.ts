import { decideCallOff } from "../domain/meetings/decide-arrange.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type CallingOffMeeting = {
  readonly ref: TandemRef;
  readonly meeting: string;
  readonly reason: string;
  readonly request: string;
};

/** A meeting is not held: nothing is due for it any more, and everybody who was to be there is told. */
export const callOffMeeting = (
  context: Context,
  viewer: Viewer,
  { ref, request, meeting, reason }: CallingOffMeeting,
): Promise<Acted> => {
  const { agency, person } = viewer.person;
  return actInCase(context, viewer, { verb: "call-off-meeting", ref, request }, (state, by) =>
    decideCallOff(state, { meeting, details: { reason }, agency, by: person, at: by.now }, by),
  );
};
