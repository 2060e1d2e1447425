import type { CaseState } from "../case/case-state.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Address } from "../notices/notice.ts";
import { teamOnDuty } from "./on-duty.ts";
import { isOnShift } from "./shift.ts";

export type SenderSide = { readonly to: Address; readonly why?: string };

const senderOf = (state: CaseState): SenderSide => ({
  to: { installation: state.installation, person: state.sender },
});

const senderIn = ({ sender }: CaseState, { area }: Following) =>
  area.people.find(({ person }) => person === sender);

const teamInstead = (state: CaseState, by: Following): readonly SenderSide[] => {
  const known = senderIn(state, by);
  const isThere = known !== undefined && isOnShift(by, known, by.now);
  const desk = state.restricted || isThere ? undefined : teamOnDuty(state.from, by, by.now);
  if (desk === undefined) return [];
  const where = known === undefined ? "not here any more" : "off shift";
  return [{ to: desk, why: `whoever sent it is ${where} and your team is on duty` }];
};

/** Who hears what has become of it: the sender whatever the hour, and whoever is on duty in their place. */
export const senderAndDuty = (state: CaseState, by: Following): readonly SenderSide[] => {
  const instead = teamInstead(state, by);
  const isGone = senderIn(state, by) === undefined && instead.length > 0;
  return isGone ? instead : [senderOf(state), ...instead];
};

/**
 * Who hears for the sending agency that nobody has it: it stays responsible until somebody has. The sender; once their
 * shift is over the team of theirs that is on duty, saying why, and when it is urgent both. Of a case for named people
 * alone no team is told.
 */
export const senderSide = (state: CaseState, by: Following): readonly SenderSide[] => {
  const all = senderAndDuty(state, by);
  return state.urgency === "urgent" || all.length === 1 ? all : all.slice(1);
};
