import { agencyOfSlot, type Agency } from "../agency.ts";
import type { HeaderOf } from "./case-event.ts";
import type { CaseState, Hop } from "./case-state.ts";

/*
 * An agency's leg of a referral is every hop of that agency. The route makes the first of them; each changeover of teams
 * puts it to some more, and what was put to before stays: whoever answers first has it.
 */

export const putOf = ({ put = 0 }: Hop): number => put;
const isOf = (agency: Agency, { slot }: Hop): boolean => agencyOfSlot(slot) === agency;

/** Whether nobody is to be reached past this hop: with a named person here, the whole leg has one. */
const endsLeg = (hops: readonly Hop[], index: number): boolean => {
  const here = hops[index];
  return (
    here !== undefined &&
    hops.every((hop, at) => at <= index || putOf(hop) !== putOf(here) || !isOf(agencyOfSlot(here.slot), hop))
  );
};

/**
 * Once a later hop has it, nobody needs to pass it on any more: the hops before it are done too, and with the last hop
 * all others that it was put to. Only those of the same agency: that one agency has it never stands for the other (S1-12
 * tells both).
 */
export const withAnswer = (state: CaseState, index: number, had: NonNullable<Hop["had"]>): CaseState => {
  const answered = state.hops[index];
  if (answered === undefined) return state;
  const agency = agencyOfSlot(answered.slot);
  const isWhole = endsLeg(state.hops, index);
  const hops = state.hops.map((hop, at) =>
    (at <= index || isWhole) && hop.had === undefined && isOf(agency, hop) ? { ...hop, had } : hop,
  );
  const isOpen = hops.some((hop) => isOf(agency, hop) && hop.had === undefined);
  const accountable = isOpen ? state.accountable : state.accountable.filter((one) => one.agency !== agency);
  return { ...state, hops, accountable };
};

/** What was handed back nobody has: the hop is open again, and so are those that were done by the same answer. */
export const withoutAnswer = (
  state: CaseState,
  { hop: index, at: openSince }: HeaderOf<"HandedBack">,
): CaseState => {
  const handed = state.hops[index];
  const isSame = ({ slot, had: answer }: Hop): boolean =>
    handed?.had !== undefined &&
    agencyOfSlot(slot) === agencyOfSlot(handed.slot) &&
    answer?.by === handed.had.by &&
    answer.at === handed.had.at;
  return {
    ...state,
    hops: state.hops.map((hop, at) => {
      const isAfter = at > index && handed !== undefined && putOf(hop) === putOf(handed);
      if (isAfter || !isSame(hop)) return hop;
      const { had: _had, ...open } = hop;
      return { ...open, openSince };
    }),
  };
};

/** Put to the team on duty too. A hop that it stood at before, and that nobody has, is not there twice. */
export const withPut = (
  state: CaseState,
  { agency, put, hops, accountable, concern, at }: HeaderOf<"PutToTeamOnDuty">,
): CaseState => {
  const since = concern === true ? { openSince: at } : {};
  const isThere = (hop: Hop, wanted: (typeof hops)[number]): boolean =>
    hop.had === undefined && hop.slot === wanted.slot && hop.person === wanted.person;
  const kept = state.hops.map((hop) => (hops.some((wanted) => isThere(hop, wanted)) ? { ...hop, put } : hop));
  const added = hops
    .filter((wanted) => !state.hops.some((hop) => isThere(hop, wanted)))
    .map(({ slot, person }): Hop => ({ slot, put, ...since, ...(person === undefined ? {} : { person }) }));
  const others = state.accountable.filter((one) => one.agency !== agency);
  return {
    ...state,
    hops: [...kept, ...added],
    accountable: accountable.length === 0 ? others : [...others, { agency, people: accountable }],
  };
};

/** At which changeover an agency's leg was put on last; 0 when it stands where the route led. */
export const lastPut = (agency: Agency, { hops }: CaseState): number =>
  Math.max(0, ...hops.filter((hop) => isOf(agency, hop)).map(putOf));

/** The hops that an agency's leg was put to last, by their places, as long as nobody has them. */
export const openHopsOnDuty = (agency: Agency, state: CaseState): readonly number[] => {
  const put = lastPut(agency, state);
  return state.hops.flatMap((hop, index) =>
    isOf(agency, hop) && putOf(hop) === put && hop.had === undefined ? [index] : [],
  );
};

/** The step before a hop of the same put that has been taken already, and is to reach this one. */
export const takenBefore = ({ hops }: CaseState, index: number): Hop | undefined => {
  const here = hops[index];
  if (here === undefined || here.had !== undefined) return undefined;
  return hops.findLast(
    (hop, at) =>
      at < index && hop.had !== undefined && samePut(hop, here) && isOf(agencyOfSlot(here.slot), hop),
  );
};

/** Whether two hops of a case belong together, so that the first is to reach the second. */
export const samePut = (one: Hop | undefined, other: Hop | undefined): boolean =>
  one !== undefined && other !== undefined && putOf(one) === putOf(other);
