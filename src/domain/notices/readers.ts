import type { Agency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { managersOfAgency } from "../area/managers.ts";
import { isExcluded } from "../authority/need-to-know.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Address } from "./notice.ts";

/** Where a person is written to. */
export const addressOf = ({ person, identities }: AreaPerson): readonly Address[] => {
  const installation = identities[0]?.installation;
  return installation === undefined ? [] : [{ installation, person }];
};

/** The managers of an agency, but for one whom the case must be kept from. */
export const managersToTell = (agency: Agency, state: CaseState, by: Following): readonly Address[] =>
  managersOfAgency(agency, by.area)
    .filter(({ identities }) => !isExcluded(identities, state.excluded))
    .flatMap(addressOf);

/** Who reads what was meant for an address. What an excluded person may not hear, the managers of their agency hear. */
export const readersOf = (to: Address, state: CaseState, by: Following): readonly Address[] => {
  const known = "person" in to ? by.area.people.find(({ person }) => person === to.person) : undefined;
  return known === undefined || !isExcluded(known.identities, state.excluded)
    ? [to]
    : managersToTell(known.agency, state, by);
};
