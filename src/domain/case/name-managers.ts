import type { Agency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { managersOfAgency } from "../area/managers.ts";
import { isExcluded, mayKnowOf } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import type { NewCaseEvent } from "./case-event.ts";
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

/** A manager is named in a case as a supervisor. */
export const managerNamed = ({ person, agency }: AreaPerson, act: Act): NewCaseEvent => ({
  type: "PersonNamed",
  version: 1,
  header: { ...act, person, agency, as: "supervisor" },
});
