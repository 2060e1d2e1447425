import type { BodyOf } from "../domain/case/case-event.ts";
import type { TakingStep } from "../domain/case/decide-step.ts";
import type { Instant } from "../domain/instant.ts";
import { decideArrange } from "../domain/meetings/decide-arrange.ts";
import type { MeetingKind } from "../domain/meetings/meeting.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { judgedInCase, type Judged } from "./judged-in-case.ts";

export type ArrangingMeeting = {
  readonly ref: TandemRef;
  readonly kind: MeetingKind;
  readonly startsAt: Instant;
  readonly details: BodyOf<"MeetingArranged">;
  /** What the protocol asks of a booking, and why it goes past what stands against it. */
  readonly answers: TakingStep["details"];
  readonly actingNow: boolean;
  readonly request: string;
};

/** A meeting of a case gets its time; the booking of a conference is judged by the case's protocol. */
export const arrangeMeeting = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: ArrangingMeeting,
): Promise<Judged> => {
  const { agency, person } = viewer.person;
  return judgedInCase(context, viewer, { verb: "arrange-meeting", ref, request }, (state, by, isManager) =>
    decideArrange(state, { ...said, agency, by: person, at: by.now, isManager }, by),
  );
};
