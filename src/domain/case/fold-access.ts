import { isAddendum } from "./addendum.ts";
import type { HeaderOf } from "./case-event.ts";
import { withAllocated, withoutAllocated } from "./allocation.ts";
import type { CaseState } from "./case-state.ts";

const named = (state: CaseState, { person, agency, as }: HeaderOf<"PersonNamed">): CaseState => ({
  ...state,
  named: [...state.named.filter((one) => one.person !== person || one.as !== as), { person, agency, as }],
  allocated: withAllocated(state, { person, agency, as }),
});

const released = (state: CaseState, { person, as }: HeaderOf<"PersonReleased">): CaseState => ({
  ...state,
  named: state.named.filter((one) => one.person !== person || one.as !== as),
  allocated: withoutAllocated(state, { person, as }),
});

/** A case that somebody must not know of is one for named people: a team's channel would tell them. */
const excluded = (state: CaseState, { identities }: HeaderOf<"PersonExcluded">): CaseState => ({
  ...state,
  restricted: true,
  excluded: [...state.excluded, ...identities],
});

const taken = (state: CaseState, { by, until }: HeaderOf<"AccessTaken">): CaseState => ({
  ...state,
  taken: [...state.taken, { person: by, until }],
});

/** Of notes only an addendum leaves a mark: whose keys open it. */
const noted = (state: CaseState, header: HeaderOf<"NoteAdded">): CaseState => {
  if (!isAddendum(header)) return state;
  const { by, note, readers, readersAs = [] } = header;
  return { ...state, addenda: [...state.addenda, { note, by, readers: [by, ...readers], readersAs }] };
};

const proposed = (
  state: CaseState,
  { by, departure, presumption, rule, needs }: HeaderOf<"DepartureProposed">,
): CaseState => ({
  ...state,
  departures: [...state.departures, { id: departure, presumption, rule, by, needs, agreed: [] }],
});

const answered = (state: CaseState, header: HeaderOf<"DepartureAnswered">): CaseState => ({
  ...state,
  departures: state.departures.map((one) => {
    if (one.id !== header.departure) return one;
    if (!header.agrees) return { ...one, refusedBy: header.by };
    return { ...one, agreed: [...one.agreed, { person: header.by, agency: header.agency }] };
  }),
});

export const accessFolds = {
  PersonNamed: named,
  PersonReleased: released,
  PersonExcluded: excluded,
  AccessTaken: taken,
  NoteAdded: noted,
  DepartureProposed: proposed,
  DepartureAnswered: answered,
};
