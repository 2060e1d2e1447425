import { isExcluded, mayKnowOf } from "../authority/need-to-know.ts";
import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Inviting } from "./decide-invite.ts";

type Known = Following["area"]["people"][number] & { readonly chair: boolean };

const registered = ({ people }: Inviting, { area }: Following): readonly Known[] =>
  people.flatMap(({ invitee }) =>
    area.people
      .filter(({ person }) => person === invitee.person)
      .map((one) => ({ ...one, chair: invitee.chair ?? false })),
  );

/** Somebody from whom the case must be kept is asked to no meeting about it; of a case for named people, nobody else is. */
export const keptOut = (state: CaseState, inviting: Inviting, by: Following): Refused | undefined => {
  const people = registered(inviting, by);
  if (people.some(({ identities }) => isExcluded(identities, state.excluded)))
    return refuse("excluded", "One of them cannot be asked to this meeting. Choose somebody else.");
  const unnamed = people.find(
    (one) => state.restricted && one.agency !== inviting.agency && !mayKnowOf(state, one),
  );
  return unnamed === undefined
    ? undefined
    : refuse(
        "own-people",
        "The case is for named people alone: the other agency names its own people first.",
      );
};

/** Whoever is asked to a meeting may read what it is about. */
export const named = (state: CaseState, inviting: Inviting, by: Following): readonly NewCaseEvent[] =>
  registered(inviting, by)
    .map(({ person, agency, chair }) => ({
      person,
      agency,
      as: chair ? ("chair" as const) : ("invited" as const),
    }))
    .filter(({ person, as }) => !state.named.some((one) => one.person === person && one.as === as))
    .map((one) => ({
      type: "PersonNamed",
      version: 1,
      header: { by: inviting.by, at: inviting.at, enteredAt: by.now, ...one },
    }));
