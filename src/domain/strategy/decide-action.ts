import { conclude, type Decision } from "../case/decide-answer.ts";
import type { HeaderOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { mayKnowOf } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";

export type AgreeingAction = Pick<
  HeaderOf<"ActionAgreed">,
  "by" | "agency" | "record" | "action" | "owner" | "dueAt"
> & {
  readonly person?: string | undefined;
  readonly text: string;
  readonly who?: string | undefined;
};

const ownerRefused = ({ person, owner }: AgreeingAction, state: CaseState, { area }: Following) => {
  if (person === undefined) return undefined;
  const found = area.people.find((one) => one.person === person);
  if (found === undefined || !mayKnowOf(state, found))
    return refuse("owner-not-named", "Whoever you chose may not know of this case. Name them in it first.");
  return found.agency === owner
    ? undefined
    : refuse("owner-of-another-agency", "Whoever you chose is not of that agency.");
};

/** What somebody is to do, with its owner and its time: a duty of its own from then on. Without both it is not kept. */
export const decideAction = (
  state: CaseState,
  agreeing: AgreeingAction,
  by: Following,
): Decision | Refused => {
  const { text, who, person, ...header } = agreeing;
  if (text.trim() === "") return refuse("no-action", "Say what is to be done.");
  if (header.dueAt <= by.now) return refuse("no-time", "Say by when: a time that is still to come.");
  const refusal = ownerRefused(agreeing, state, by);
  if (refusal !== undefined) return refusal;
  const event: NewCaseEvent = {
    type: "ActionAgreed",
    version: 1,
    header: { ...header, at: by.now, enteredAt: by.now, ...(person === undefined ? {} : { person }) },
    sealed: { compartment: "shared", body: { text, ...(who === undefined ? {} : { who }) } },
  };
  return conclude(state, [event], () => [], by);
};

/** An action is done, by one press of somebody of the agency that owns it or has written it down. */
export const decideActionDone = (
  state: CaseState,
  done: Pick<HeaderOf<"ActionDone">, "by" | "agency" | "action">,
  by: Following,
): Decision | Refused => {
  const action = state.actions.find((one) => one.action === done.action);
  if (action === undefined) return refuse("no-action", "There is no such action in this case.");
  if (action.done !== undefined) return refuse("done-already", "That is done already.");
  const event: NewCaseEvent = {
    type: "ActionDone",
    version: 1,
    header: { ...done, at: by.now, enteredAt: by.now },
  };
  return conclude(state, [event], () => [], by);
};
