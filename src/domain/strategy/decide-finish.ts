import type { BodyOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Decision } from "../case/decide-answer.ts";
import { decideStep, type StepRefused, type TakingStep } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { meetingIn } from "../meetings/meeting.ts";
import { attendedIn, factsOf, presentIn, recordIn, type StrategyRecord } from "./strategy-record.ts";

export type Finishing = Pick<TakingStep, "by" | "agency" | "isManager" | "at" | "actingNow"> & {
  readonly record: string;
  /** The drafts whose words were read; another one since then is read first. */
  readonly read: readonly string[];
  readonly answers: BodyOf<"StepTaken">["answers"];
  readonly reason?: string | undefined;
};

const attendance = (
  finishing: Finishing,
  record: StrategyRecord,
  state: CaseState,
  by: Following,
): readonly NewCaseEvent[] => {
  const meeting = meetingIn(state, record.meeting);
  if (meeting?.stands !== "arranged") return [];
  const attended = attendedIn(record);
  const invited = meeting.invitees.filter(({ invitee }) => attended.includes(invitee)).map(({ as }) => as);
  const others = presentIn(record, state).filter((agency) => !invited.includes(agency));
  const { by: person, agency, at } = finishing;
  return [
    {
      type: "AttendanceTaken",
      version: 1,
      header: { by: person, at, enteredAt: by.now, agency, meeting: meeting.meeting, attended, others },
      sealed: { compartment: "shared", body: { others: [] } },
    },
  ];
};

const stepOf = (
  finishing: Finishing,
  record: StrategyRecord,
  state: CaseState,
  by: Following,
): TakingStep => {
  const { read: _read, answers, reason, ...taking } = finishing;
  const meeting = meetingIn(state, record.meeting);
  return {
    ...taking,
    step: "strategy-discussion-held",
    facts: factsOf(record),
    present: presentIn(record, state),
    agreed: [],
    details: { answers, ...(reason === undefined ? {} : { reason }) },
    also: attendance(finishing, record, state, by),
    ...(meeting === undefined ? {} : { meeting }),
  };
};

/**
 * The record of a discussion is finished: what all its sections say is judged by the protocol as one step. What is
 * missing is said section by section and rule by rule; a child who cannot wait never waits for it.
 */
export const decideFinish = (
  state: CaseState,
  finishing: Finishing,
  by: Following,
): Decision | StepRefused | Refused => {
  const record = recordIn(state, finishing.record);
  if (record === undefined) return refuse("no-record", "Write at least one section first.");
  if (record.held !== undefined) return refuse("finished", "This record is finished already.");
  const unread = record.drafts.filter(({ draft }) => !finishing.read.includes(draft));
  if (unread.length > 0)
    return refuse("changed", "Somebody has just written in it. Look at it again, then finish it.");
  return decideStep(state, stepOf(finishing, record, state, by), by);
};
