import type { BodyOf } from "../domain/case/case-event.ts";
import type { Instant } from "../domain/instant.ts";
import { decideMove } from "../domain/meetings/decide-arrange.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type MovingMeeting = {
  readonly ref: TandemRef;
  readonly meeting: string;
  readonly startsAt: Instant;
  readonly details: BodyOf<"MeetingMoved">;
  readonly request: string;
};

/** A meeting gets another time: what is counted back from it moves with it, and everybody who must know is told. */
export const moveMeeting = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: MovingMeeting,
): Promise<Acted> => {
  const { agency, person } = viewer.person;
  return actInCase(context, viewer, { verb: "move-meeting", ref, request }, (state, by) =>
    decideMove(state, { ...said, agency, by: person, at: by.now }, by),
  );
};
