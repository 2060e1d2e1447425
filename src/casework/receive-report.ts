import { decideReport } from "../domain/conferences/decide-conference.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { judgedInCase, type Judged } from "./judged-in-case.ts";
import type { AboutConference } from "./settle-attendance.ts";

export type ReceivingReport = AboutConference & {
  /** Whose report it is, of those who are invited. */
  readonly invitee: string;
};

/** A report for a conference has arrived, in time or late; the chair hears of it at once (S4-8, S4-10, S4-15, S4-16). */
export const receiveReport = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: ReceivingReport,
): Promise<Judged> => {
  const { agency, person } = viewer.person;
  return judgedInCase(context, viewer, { verb: "receive-report", ref, request }, (state, by, isManager) =>
    decideReport(state, { ...said, agency, by: person, isManager }, by),
  );
};
