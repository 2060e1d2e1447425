import type { Agency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { isExcluded } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { laneOf } from "../notices/lane.ts";
import { addressOf } from "../notices/readers.ts";
import { toldOfNotesSince } from "../notices/told-of-note.ts";
import { toldAllocated } from "../notices/told-allocated.ts";
import type { CaseRole } from "./access-event-schemas.ts";
import type { NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { allocates } from "./allocation.ts";
import { conclude, type Decision } from "./decide-answer.ts";
import type { NoticeAsked } from "./issue-notice.ts";
import { refuse, type Refused } from "./refusal.ts";

export type Naming = {
  readonly person: string;
  readonly as: CaseRole;
  readonly by: { readonly person: string; readonly agency: Agency };
};

/** Whoever is named, or is not any more, hears of it. */
export const toldNamed =
  (
    named: AreaPerson,
    { as, by: { person } }: Pick<Naming, "as" | "by">,
    { over }: { readonly over: boolean },
  ) =>
  (state: CaseState, by: Following): readonly NoticeAsked[] =>
    addressOf(named).map((to) => ({
      to,
      lane: laneOf(state),
      model: { kind: "named-in-case", ref: state.ref, areaName: by.area.name, as, by: person, over },
      because: ["whoever is named in a case, or no longer, is told"],
    }));

/** Whoever is named is one of the agency's own people: each agency answers for who of its own may know. */
const ownPerson = ({ person, by }: Naming, { area }: Following): AreaPerson | Refused => {
  const known = area.people.find((one) => one.person === person);
  if (known === undefined) return refuse("not-registered", "That person is not registered in this area.");
  return known.agency === by.agency
    ? known
    : refuse("own-people", "Each agency names its own people. Ask the other agency to name theirs.");
};

/**
 * A person is named in a case, as what they are in it. From then on they may know of it, also when it is restricted. One
 * whom the case must be kept from is refused, in words that do not say so to anyone else.
 */
export const decideName = (state: CaseState, naming: Naming, by: Following): Decision | Refused => {
  const known = ownPerson(naming, by);
  if ("ok" in known) return known;
  const { person, as } = naming;
  if (isExcluded(known.identities, state.excluded))
    return refuse("excluded", "That person cannot be named in this case. Choose somebody else.");
  const { agency } = known;
  const hasIt = !allocates({ agency, as }) || state.allocated[agency] === person;
  if (hasIt && state.named.some((one) => one.person === person && one.as === as))
    return refuse("named-already", "That person is named so already. Nothing more is needed.");
  const event: NewCaseEvent = {
    type: "PersonNamed",
    version: 1,
    header: { by: naming.by.person, at: by.now, enteredAt: by.now, person, agency: known.agency, as },
  };
  const tell = (after: CaseState) => [
    ...toldNamed(known, naming, { over: false })(after, by),
    ...toldOfNotesSince({ agency, as, known }, after, by),
    ...(allocates({ agency, as }) ? toldAllocated({ before: state, after, known, naming }, by) : []),
  ];
  return conclude(state, [event], tell, by);
};

/** A person is taken off the list of a case again, with a reason. */
export const decideRelease = (
  state: CaseState,
  releasing: Naming & { readonly reason: string },
  by: Following,
): Decision | Refused => {
  const known = ownPerson(releasing, by);
  if ("ok" in known) return known;
  const { person, as, reason } = releasing;
  if (!state.named.some((one) => one.person === person && one.as === as))
    return refuse("not-named", "That person is not named so. Nothing was changed.");
  if (reason.trim() === "") return refuse("no-reason", "Say why this person is not in the case any more.");
  const event: NewCaseEvent = {
    type: "PersonReleased",
    version: 1,
    header: { by: releasing.by.person, at: by.now, enteredAt: by.now, person, as },
    sealed: { compartment: "shared", body: { reason } },
  };
  return conclude(state, [event], (after) => toldNamed(known, releasing, { over: true })(after, by), by);
};
