import { agencyOfSlot, type Agency } from "../agency.ts";
import type { AreaPerson, SlackIdentity } from "../area/area-schema.ts";
import { isExcluded, isNamedIn, mayKnowOf } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { laneOf } from "../notices/lane.ts";
import { openHopOf } from "../timers/ladder.ts";
import type { NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { conclude, type Decision } from "./decide-answer.ts";
import { senderTold } from "./decide-hand-back.ts";
import { toldNamed } from "./decide-named.ts";
import { applyEvent } from "./fold.ts";
import type { NoticeAsked } from "./issue-notice.ts";
import { managerNamed, managersToName, standInsToName } from "./name-managers.ts";
import { refuse, type Refused } from "./refusal.ts";

export type Excluding = {
  /** Everything by which Slack knows the person; the register's, where they are in it. */
  readonly identities: readonly SlackIdentity[];
  readonly by: { readonly person: string; readonly agency: Agency };
  readonly reason: string;
};

const peopleWith = (identities: readonly SlackIdentity[], { area }: Following): readonly string[] =>
  area.people.filter((one) => isExcluded(one.identities, identities)).map(({ person }) => person);

type Act = { readonly by: string; readonly at: Instant; readonly enteredAt: Instant };
type Reason = { readonly compartment: "shared"; readonly body: { readonly reason: string } };

/** The hops that the excluded person has, each answer of theirs once: handing the last one back opens those before it. */
const hopsHad = ({ hops }: CaseState, people: readonly string[]): readonly number[] =>
  hops.flatMap(({ slot, had }, hop) => {
    if (had?.how !== "picked-up" || !people.includes(had.by)) return [];
    const isLater = hops.some(
      (one, at) =>
        at > hop &&
        agencyOfSlot(one.slot) === agencyOfSlot(slot) &&
        one.had?.by === had.by &&
        one.had.at === had.at,
    );
    return isLater ? [] : [hop];
  });

/** What the excluded person had nobody has, so that the ladder finds somebody else; where they were named they are not. */
const takenFrom = (
  state: CaseState,
  people: readonly string[],
  act: Act,
  sealed: Reason,
): readonly NewCaseEvent[] => {
  const handedBack = hopsHad(state, people).map((hop): NewCaseEvent => {
    const agency = agencyOfSlot(state.hops[hop]?.slot ?? "");
    return { type: "HandedBack", version: 1, header: { ...act, agency, hop }, sealed };
  });
  const released = state.named
    .filter(({ person }) => people.includes(person))
    .map(({ person, as }): NewCaseEvent => ({
      type: "PersonReleased",
      version: 1,
      header: { ...act, person, as },
      sealed,
    }));
  return [...handedBack, ...released];
};

/** Whether nobody of an agency may know of the case, or nobody there has what was put to it. */
const isLeftWithout = (agency: Agency, after: CaseState, { area }: Following): boolean =>
  openHopOf(agency, after) !== undefined ||
  !area.people.some((one) => one.agency === agency && mayKnowOf(after, one));

/**
 * The managers to be named: no ladder reaches a team with a case for named people alone, and an agency of whom nobody may
 * know of it could do nothing more in it.
 */
const managersNeeded = (after: CaseState, by: Following): readonly AreaPerson[] => {
  const agencies = new Set([after.from, ...after.hops.map(({ slot }) => agencyOfSlot(slot))]);
  const without = [...agencies].filter((agency) => isLeftWithout(agency, after, by));
  const managers = managersToName(without, after, by);
  const standIns = standInsToName(after, by).filter((one) => !managers.includes(one));
  return [...managers, ...standIns];
};

/** Whoever says so goes on knowing of a case that is restricted by their own word. */
const keptFor = (
  state: CaseState,
  { by: { person, agency } }: Excluding,
  { now }: Following,
): readonly NewCaseEvent[] =>
  person === state.sender || isNamedIn(state, person)
    ? []
    : [
        {
          type: "PersonNamed",
          version: 1,
          header: { by: person, at: now, enteredAt: now, person, agency, as: "consulted" },
        },
      ];

/**
 * What stands in a channel, or in the excluded person's own messages, is replaced by words that name no case. A reminder of
 * several cases goes as a whole: the worklist has the others.
 */
const withdrawn = (state: CaseState, people: readonly string[], by: Following): readonly NoticeAsked[] =>
  state.messages
    .filter(({ to }) => "channel" in to || ("person" in to && people.includes(to.person)))
    .map(({ notice, to }) => ({
      to,
      lane: laneOf(state),
      model: { kind: "withdrawn", areaName: by.area.name },
      edits: notice,
      because: ["it stands where one may read it whom the case must be kept from"],
    }));

const nobodyHasIt = (before: CaseState, after: CaseState, by: Following): readonly NoticeAsked[] => {
  const reopened = after.hops.findLast(
    (hop, at) => hop.had === undefined && before.hops[at]?.had !== undefined,
  );
  return reopened === undefined ? [] : senderTold(reopened, after, by);
};

/**
 * A conflict of interest is known: the case is kept from the person from now on, through every surface, and is one for
 * named people alone. What they had is open again, and no agency is left without somebody who may act in it and whom its ladder reaches.
 */
export const decideExclude = (state: CaseState, excluding: Excluding, by: Following): Decision | Refused => {
  const { identities, reason, by: byWhom } = excluding;
  if (reason.trim() === "") return refuse("no-reason", "Say why this person must not know of the case.");
  const added = identities.filter((one) => !isExcluded([one], state.excluded));
  if (added.length === 0)
    return refuse("excluded-already", "The case is kept from that person already. Nothing more is needed.");
  const people = peopleWith(identities, by);
  const act = { by: byWhom.person, at: by.now, enteredAt: by.now };
  const sealed = { compartment: "shared", body: { reason } } as const;
  const event: NewCaseEvent = {
    type: "PersonExcluded",
    version: 1,
    header: { ...act, identities: added },
    sealed,
  };
  const stays = people.includes(byWhom.person) ? [] : keptFor(state, excluding, by);
  const kept = [...stays, event, ...takenFrom(state, people, act, sealed)];
  const managers = managersNeeded(kept.reduce<CaseState>(applyEvent, state), by);
  const asked = (after: CaseState): readonly NoticeAsked[] => [
    ...withdrawn(state, people, by),
    ...nobodyHasIt(state, after, by),
    ...managers.flatMap((one) =>
      toldNamed(one, { as: "supervisor", by: byWhom }, { over: false })(after, by),
    ),
  ];
  return conclude(state, [...kept, ...managers.map((one) => managerNamed(one, act))], asked, by);
};
