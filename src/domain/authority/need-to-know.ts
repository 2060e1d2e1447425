import type { SlackIdentity } from "../area/area-schema.ts";
import type { Addendum } from "../case/addendum.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";

/** Whether two identities are one Slack account. */
export const sameIdentity = (a: SlackIdentity, b: SlackIdentity): boolean =>
  a.installation === b.installation && a.team === b.team && a.user === b.user;

/** Whether a person must never see a case: the one the allegation is about, or a relative. */
export const isExcluded = (
  identities: readonly SlackIdentity[],
  excluded: readonly SlackIdentity[],
): boolean => identities.some((identity) => excluded.some((one) => sameIdentity(identity, one)));

/** Whether a case names a person: its route leads to them, they have it, or they are on its list of who may know of it. */
export const isNamedIn = ({ hops, named }: CaseState, person: string): boolean =>
  named.some((one) => one.person === person) ||
  hops.some((hop) => hop.person === person || (hop.had?.how === "picked-up" && hop.had.by === person));

/** Whether a person opened a restricted case in an emergency, and that still holds. */
export const hasTakenAccess = ({ taken }: CaseState, person: string, now: Instant): boolean =>
  taken.some((one) => one.person === person && now < one.until);

/** Whether a person may be told of a case by Tandem itself: of a restricted one only its sender and whom it names. */
export const mayKnowOf = (
  state: CaseState,
  { person, identities }: { readonly person: string; readonly identities: readonly SlackIdentity[] },
): boolean =>
  !isExcluded(identities, state.excluded) &&
  (!state.restricted || person === state.sender || isNamedIn(state, person));

type Reader = { readonly person: string; readonly agency: string };

const mayRead = ({ readers, readersAs }: Addendum, { named }: Named, { person, agency }: Reader): boolean =>
  readers.includes(person) ||
  readersAs.some(
    (one) => one.agency === agency && named.some((known) => known.person === person && known.as === one.as),
  );

type Named = Pick<CaseState, "named">;

/** The compartments that a person's keys open: what both agencies share, their own agency's, and what names them. */
export const compartmentsOf = (
  state: Pick<CaseState, "addenda" | "named">,
  reader: Reader,
): readonly string[] => [
  "shared",
  reader.agency,
  ...state.addenda.filter((one) => mayRead(one, state, reader)).map(({ note }) => `addendum/${note}`),
];
