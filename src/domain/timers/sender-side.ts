import type { CaseState } from "../case/case-state.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Address } from "../notices/notice.ts";
import { teamOnDuty } from "./on-duty.ts";
import { isOnShift } from "./shift.ts";

export type SenderSide = { readonly to: Address; readonly why?: string };

const senderOf = (state: CaseState): SenderSide => ({
  to: { installation: state.installation, person: state.sender },
});

const teamInstead = (state: CaseState, by: Following): readonly SenderSide[] => {
  const known = by.area.people.find(({ person }) => person === state.sender);
  const isThere = known === undefined || isOnShift(by, known, by.now);
  const desk = state.restricted || isThere ? undefined : teamOnDuty(state.from, by, by.now);
  return desk === undefined
    ? []
    : [{ to: desk, why: "whoever sent it is off shift and your team is on duty" }];
};

/** Who hears what has become of it: the sender whatever the hour, and whoever is on duty in their place. */
export const senderAndDuty = (state: CaseState, by: Following): readonly SenderSide[] => [
  senderOf(state),
  ...teamInstead(state, by),
];

/**
 * Who hears for the sending agency that nobody has it: it stays responsible until somebody has. The sender; once their
 * shift is over the team of theirs that is on duty, saying why, and when it is urgent both. Of a case for named people
 * alone no team is told.
 */
export const senderSide = (state: CaseState, by: Following): readonly SenderSide[] => {
  const instead = teamInstead(state, by);
  return instead.length === 0 || state.urgency === "urgent" ? [senderOf(state), ...instead] : instead;
};
