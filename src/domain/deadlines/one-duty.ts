import type { CaseState, Deadline } from "../case/case-state.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import { runningRules } from "./clock-rules.ts";

/** Two conferences, or two people asked for a report, are two duties. */
const isForTheSame = ({ anchor: one }: Deadline, { anchor: other }: Deadline): boolean =>
  one?.meeting === other?.meeting && one?.invitee === other?.invitee;

/**
 * The open deadlines of a case that are readings of the same duty as a given one, that one too, the earliest first: a
 * local protocol and the statutory layer may both set a time for it. The first of them reminds; all are shown.
 */
export const readingsOf = (deadline: Deadline, state: CaseState, protocol: Protocol): readonly Deadline[] => {
  const rules = runningRules(protocol);
  const dutyOf = ({ clock }: Deadline) => rules.find(({ id }) => id === clock)?.duty;
  const duty = dutyOf(deadline);
  if (duty === undefined) return [deadline];
  return state.deadlines
    .filter((one) => one.met === undefined && dutyOf(one) === duty && isForTheSame(one, deadline))
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
};
