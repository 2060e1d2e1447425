import { decideHold, type Holding } from "../domain/conferences/decide-conference.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { judgedInCase, type Judged } from "./judged-in-case.ts";
import type { AboutConference } from "./settle-attendance.ts";

export type HoldingMeeting = AboutConference & Pick<Holding, "attended" | "others">;

/** A conference or a core group was held: who came, and what it settled (S4-2, STAT-9). */
export const holdMeeting = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: HoldingMeeting,
): Promise<Judged> => {
  const { agency, person } = viewer.person;
  return judgedInCase(context, viewer, { verb: "hold-meeting", ref, request }, (state, by, isManager) =>
    decideHold(state, { ...said, agency, by: person, isManager }, by),
  );
};
