import type { Agency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { managersOfAgency } from "../area/managers.ts";
import { isExcluded, mayKnowOf } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import type { NewCaseEvent } from "./case-event.ts";
import { whoIsOnCall } from "../routing/on-call.ts";
import type { CaseState } from "./case-state.ts";

type Act = { readonly by: string; readonly at: Instant; readonly enteredAt: Instant };

/** The managers of some agencies who may not know of a case yet and are not kept from it. */
export const managersToName = (
  agencies: readonly Agency[],
  state: CaseState,
  { area }: Following,
): readonly AreaPerson[] =>
  agencies
    .flatMap((agency) => managersOfAgency(agency, area))
    .filter((one) => !isExcluded(one.identities, state.excluded) && !mayKnowOf(state, one));

/** Whoever the protocol has told in place of a hop's person on call, where the case must be kept from that person now. */
export const standInsToName = (state: CaseState, by: Following): readonly AreaPerson[] => {
  const { area, protocol, now } = by;
  const isKept = (person: string | undefined): boolean =>
    area.people.some((one) => one.person === person && isExcluded(one.identities, state.excluded));
  const slots = state.hops
    .filter(({ person }) => isKept(person))
    .flatMap(({ slot }) => protocol.routes.flatMap(({ instead = {} }) => instead[slot] ?? []));
  return [...new Set(slots)].flatMap((slot) => {
    const filled = area.slots[slot];
    if (filled?.kind !== "person-on-call") return [];
    const onCall = whoIsOnCall(filled, now, (one) => !isKept(one)).person;
    return area.people.filter((one) => one.person === onCall && !mayKnowOf(state, one));
  });
};

/** A manager is named in a case as a supervisor. */
export const managerNamed = ({ person, agency }: AreaPerson, act: Act): NewCaseEvent => ({
  type: "PersonNamed",
  version: 1,
  header: { ...act, person, agency, as: "supervisor" },
});
