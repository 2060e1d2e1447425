import type { TakingStep } from "../domain/case/decide-step.ts";
import { decideAttendance } from "../domain/conferences/decide-conference.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { judgedInCase, type Judged } from "./judged-in-case.ts";

/** What somebody writes down about a conference. */
export type AboutConference = Pick<TakingStep, "at" | "facts" | "actingNow"> & {
  readonly ref: TandemRef;
  readonly meeting: string;
  /** What the protocol asks, and why it goes ahead although something stands against it. */
  readonly answers: TakingStep["details"];
  readonly request: string;
};

/** Chair and police have settled whether the police come to a conference (S4-7, S4-8, S4-9). */
export const settleAttendance = (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: AboutConference,
): Promise<Judged> => {
  const { agency, person } = viewer.person;
  return judgedInCase(context, viewer, { verb: "settle-attendance", ref, request }, (state, by, isManager) =>
    decideAttendance(state, { ...said, agency, by: person, isManager }, by),
  );
};
