import { agencyOfSlot, type Agency } from "../agency.ts";
import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { openHopOf } from "./ladder.ts";
import {
  firstRung,
  nextIdleCheck,
  nextReminder,
  nextSenderUpdate,
  setTimer,
  type TimerAsked,
} from "./set-timer.ts";

const agenciesOf = ({ hops }: CaseState): readonly Agency[] => [
  ...new Set(hops.map(({ slot }) => agencyOfSlot(slot))),
];

const waitingFor = (agency: Agency, state: CaseState, by: Following): readonly TimerAsked[] => [
  ...firstRung(agency, state, by),
  ...nextSenderUpdate(agency, state, by),
];

/** What has become urgent is escalated by the urgent ladder from now on, whatever the other one had still to come. */
const escalatedNow = (state: CaseState, by: Following): readonly TimerAsked[] =>
  state.urgency !== "urgent"
    ? []
    : agenciesOf(state)
        .filter((agency) => openHopOf(agency, state) !== undefined)
        .flatMap((agency) => waitingFor(agency, state, by));

const remindersOf = (deadlineId: string, state: CaseState, by: Following): readonly TimerAsked[] =>
  state.deadlines.filter(({ id }) => id === deadlineId).flatMap((deadline) => nextReminder(deadline, 0, by));

const following = (event: NewCaseEvent, state: CaseState, by: Following): readonly TimerAsked[] => {
  if (event.type === "RouteTaken")
    return agenciesOf(state).flatMap((agency) => waitingFor(agency, state, by));
  if (event.type === "DeadlineSet") return remindersOf(event.header.deadline, state, by);
  if (event.type === "PickedUp") return nextIdleCheck(event.header.hop, state, by);
  if (event.type === "HandedBack") return waitingFor(event.header.agency, state, by);
  return event.type === "RiskReassessed" ? escalatedNow(state, by) : [];
};

/** The timers that new events start: each agency's ladder, the sender's updates, reminders, and checks on who has it. */
export const followTimers = (
  events: readonly NewCaseEvent[],
  state: CaseState,
  by: Following,
): readonly NewCaseEvent[] =>
  events.flatMap((event) => following(event, state, by)).map((asked) => setTimer(asked, by));
