import { agencyOfSlot, type Agency } from "../agency.ts";
import type { Occurrence } from "../deadlines/occurrence.ts";
import type { HeaderOf } from "./case-event.ts";
import type { Asker, CaseState, Concern, Hop } from "./case-state.ts";
import { lastPut, putOf } from "./legs.ts";

/** Everybody who waits to hear from an agency: the sender, until somebody else raised a concern after it was taken. */
export const askersOf = (
  agency: Agency,
  { askers, sender, installation, from }: CaseState,
): readonly Asker[] => {
  const own = askers.filter(({ asked }) => asked === agency);
  return own.length > 0 ? own : [{ asked: agency, person: sender, installation, agency: from }];
};

/** Which agency made known what an agency was put to last. */
export const askedFrom = (agency: Agency, { concerns, from }: CaseState): Agency =>
  concerns.findLast(({ to }) => to === agency)?.from ?? from;

/** The new concern because of which a hop was told, if it was told because of one. */
export const concernAt = (hop: Hop | undefined, { concerns }: CaseState): Concern | undefined =>
  hop === undefined
    ? undefined
    : concerns.findLast(({ to, put }) => to === agencyOfSlot(hop.slot) && put <= putOf(hop));

/** The new concern that a step is about: the first since an agency last took that step; none while it had not taken it. */
export const concernAnswered = (
  { step, by, at }: Occurrence,
  { steps, concerns }: CaseState,
): Concern | undefined => {
  if (step === "referral-recorded") return concerns.at(-1);
  const earlier = steps.findLast((one) => one.step === step && one.agency === by && one.at < at);
  return earlier === undefined ? undefined : concerns.find(({ enteredAt }) => enteredAt > earlier.at);
};

const isOpen = (agency: Agency, { hops }: CaseState): boolean =>
  hops.some(({ slot, had }) => agencyOfSlot(slot) === agency && had === undefined);

/** A new concern as it is folded: who waits to hear of it, and what is known from now on. */
export const withConcern = (state: CaseState, header: HeaderOf<"ConcernRaised">): CaseState => {
  const { by, from, installation, asked, at, enteredAt, facts, urgency, urgencyReason } = header;
  const concerns = asked.map((to): Concern => ({ from, at, enteredAt, to, put: lastPut(to, state) + 1 }));
  // Who waited before waits on, as long as nobody has what they made known.
  const waiting = asked.flatMap((to) => [
    ...(isOpen(to, state) ? askersOf(to, state) : []).filter(({ person }) => person !== by),
    { asked: to, person: by, installation, agency: from },
  ]);
  return {
    ...state,
    facts: { ...state.facts, ...facts },
    urgency,
    urgencyReason,
    concerns: [...state.concerns, ...concerns],
    askers: [...state.askers.filter((one) => !asked.includes(one.asked)), ...waiting],
  };
};
