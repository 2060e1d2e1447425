import { otherAgency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import type { CaseState } from "../case/case-state.ts";
import type { CaseRole } from "../case/access-event-schemas.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { onShift, whomToRemind } from "../timers/whom-to-remind.ts";
import { laneOf } from "./lane.ts";
import { addressOf } from "./readers.ts";

type Allocated = {
  readonly before: CaseState;
  readonly after: CaseState;
  readonly known: AreaPerson;
  readonly naming: { readonly as: CaseRole; readonly by: { readonly person: string } };
};

/** Their own number, or that of a team of theirs. */
const telephoneOf = ({ telephone, teams }: AreaPerson, { area }: Following): string | undefined =>
  telephone ?? teams.map((team) => area.slots[team]?.telephone).find((one) => one !== undefined);

const toPrevious = ({ before, after, known, naming }: Allocated, by: Following): readonly NoticeAsked[] => {
  const previous = before.allocated[known.agency];
  return by.area.people
    .filter(({ person }) => person === previous && person !== known.person)
    .flatMap(addressOf)
    .map((to) => ({
      to,
      lane: laneOf(after),
      model: {
        kind: "allocation-moved",
        ref: after.ref,
        areaName: by.area.name,
        to: known.person,
        by: naming.by.person,
      },
      because: ["whoever had it allocated hears that it moved"],
    }));
};

const toOther = ({ after, known, naming: { as } }: Allocated, by: Following): readonly NoticeAsked[] => {
  const { agency, person } = known;
  const slot = `${otherAgency(agency)}.worker`;
  const telephone = telephoneOf(known, by);
  const whom = whomToRemind({ slot, state: after, dueAt: by.now }, by, by.now);
  return whom.to.map((to) => ({
    to,
    lane: laneOf(after),
    model: {
      kind: "allocated",
      ref: after.ref,
      areaName: by.area.name,
      agency,
      as,
      to: person,
      ...(telephone === undefined ? {} : { telephone }),
      ...(whom.because === onShift ? {} : { why: whom.because }),
    },
    because: ["the other agency hears to whom it is allocated, and on which number"],
  }));
};

/** Whoever had it hears that it moved, and the other agency's worker who has it now. */
export const toldAllocated = (allocated: Allocated, by: Following): readonly NoticeAsked[] => [
  ...toPrevious(allocated, by),
  ...toOther(allocated, by),
];
