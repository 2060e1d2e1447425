import type { Agency } from "../agency.ts";
import type { Asker, CaseState } from "../case/case-state.ts";
import { askersOf } from "../case/concerns.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Address } from "../notices/notice.ts";
import { sameAddress } from "./ladder.ts";
import { teamOnDuty } from "./on-duty.ts";
import { isOnShift } from "./shift.ts";

export type SenderSide = { readonly to: Address; readonly why?: string };

const addressOf = ({ installation, person }: Asker): SenderSide => ({ to: { installation, person } });

const knownIn = ({ person }: Asker, { area }: Following) => area.people.find((one) => one.person === person);

const teamInstead = (asker: Asker, state: CaseState, by: Following): readonly SenderSide[] => {
  const known = knownIn(asker, by);
  const isThere = known !== undefined && isOnShift(by, known, by.now);
  const desk = state.restricted || isThere ? undefined : teamOnDuty(asker.agency, by, by.now);
  if (desk === undefined) return [];
  const where = known === undefined ? "not here any more" : "off shift";
  return [{ to: desk, why: `whoever sent it is ${where} and your team is on duty` }];
};

const heardFor = (asker: Asker, state: CaseState, by: Following): readonly SenderSide[] => {
  const instead = teamInstead(asker, state, by);
  const isGone = knownIn(asker, by) === undefined && instead.length > 0;
  return isGone ? instead : [addressOf(asker), ...instead];
};

const onceEach = (all: readonly SenderSide[]): readonly SenderSide[] =>
  all.filter(({ to }, index) => !all.slice(0, index).some((earlier) => sameAddress(earlier.to, to)));

/** Who hears what has become of what an agency was sent: the sender whatever the hour, and whoever is on duty in their place. */
export const senderAndDuty = (agency: Agency, state: CaseState, by: Following): readonly SenderSide[] =>
  onceEach(askersOf(agency, state).flatMap((asker) => heardFor(asker, state, by)));

/**
 * Who hears for the sending agency that nobody of an agency has it: it stays responsible until somebody has. The sender, or
 * whoever raised a new concern; once their shift is over the team of theirs that is on duty, saying why, and when it is
 * urgent both. Of a case for named people alone no team is told.
 */
export const senderSide = (agency: Agency, state: CaseState, by: Following): readonly SenderSide[] =>
  onceEach(
    askersOf(agency, state).flatMap((asker) => {
      const all = heardFor(asker, state, by);
      return state.urgency === "urgent" || all.length === 1 ? all : all.slice(1);
    }),
  );
