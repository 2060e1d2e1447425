import { otherAgency, type Agency } from "../agency.ts";
import { hasTakenAccess, isNamedIn } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import type { Address } from "../notices/notice.ts";
import { addressOf, managersToTell } from "../notices/readers.ts";
import type { NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { conclude, type Decision } from "./decide-answer.ts";
import type { NoticeAsked } from "./issue-notice.ts";
import { refuse, type Refused } from "./refusal.ts";

export type TakingAccess = {
  readonly by: { readonly person: string; readonly agency: Agency };
  readonly reason: string;
};

const peopleOfCase = (state: CaseState, { area }: Following): readonly Address[] =>
  area.people.filter(({ person }) => person === state.sender || isNamedIn(state, person)).flatMap(addressOf);

const toldOfIt = (
  state: CaseState,
  { person, agency }: TakingAccess["by"],
  until: Instant,
  by: Following,
): readonly NoticeAsked[] => {
  const managers = [agency, otherAgency(agency)].flatMap((one) => managersToTell(one, state, by));
  const others = [...peopleOfCase(state, by), ...managers].filter(
    (to) => "person" in to && to.person !== person,
  );
  const each = new Map(others.map((to) => [JSON.stringify(to), to])).values();
  const model = { kind: "access-taken", ref: state.ref, areaName: by.area.name, by: person, until } as const;
  const because = ["somebody who is not named in a restricted case has opened it"];
  return [...each].map((to) => ({ to, lane: "urgent", model, because }));
};

/**
 * Somebody who is not named opens a restricted case, with a reason, because a child cannot wait. It holds for as long as
 * the area says, and everybody whom the case names and the managers of both agencies hear of it at once.
 */
export const decideTakeAccess = (
  state: CaseState,
  { by: taking, reason }: TakingAccess,
  by: Following,
): Decision | Refused => {
  const { person, agency } = taking;
  const isOpen = !state.restricted || person === state.sender || isNamedIn(state, person);
  if (isOpen || hasTakenAccess(state, person, by.now))
    return refuse("open-already", "You can open this case already: type /case and its reference.");
  if (reason.trim() === "") return refuse("no-reason", "Say in a few words why it cannot wait.");
  const until = plusMilliseconds(by.now, by.area.takenAccess.minutes * millisecondsIn.minute);
  const event: NewCaseEvent = {
    type: "AccessTaken",
    version: 1,
    header: { by: person, at: by.now, enteredAt: by.now, agency, until },
    sealed: { compartment: "shared", body: { reason } },
  };
  return conclude(state, [event], (after) => toldOfIt(after, taking, until, by), by);
};
