import type { Agency } from "../agency.ts";
import type { CaseRole } from "./access-event-schemas.ts";
import type { CaseState, Named } from "./case-state.ts";

/** What whoever an agency allocates a case to is in it: from then on its duties there are theirs. */
const allocating = {
  "social-care": "social-worker",
  police: "officer-in-the-case",
} as const satisfies Partial<Record<Agency, CaseRole>>;
const partOf: Readonly<Partial<Record<string, CaseRole>>> = allocating;

/** The part that each of the two agencies allocates to one person. */
export const allocatedParts = (["social-care", "police"] as const).map((agency) => ({
  agency,
  as: allocating[agency],
}));

/** Whether naming somebody so allocates the case to them. */
export const allocates = ({ agency, as }: Pick<Named, "agency" | "as">): boolean => partOf[agency] === as;

/** The case after somebody was named in it: named last stands, whoever had it before. */
export const withAllocated = (state: CaseState, named: Named): CaseState["allocated"] =>
  allocates(named) ? { ...state.allocated, [named.agency]: named.person } : state.allocated;

/** The case after somebody was taken off: nobody has that part of it until somebody is named anew. */
export const withoutAllocated = (
  { allocated }: CaseState,
  { person, as }: Pick<Named, "person" | "as">,
): CaseState["allocated"] =>
  Object.fromEntries(
    Object.entries(allocated).filter(([agency, who]) => who !== person || partOf[agency] !== as),
  );
