import type { Following } from "../deadlines/follow-clocks.ts";
import { catalogue } from "../steps/catalogue.ts";
import type { NewCaseEvent } from "./case-event.ts";
import type { TakingStep } from "./decide-step.ts";
import type { Override } from "./step-event-schemas.ts";

type Taken = Omit<TakingStep, "isManager" | "actingNow">;

/** The event of a step that was taken. */
export const stepEvent = (taking: Taken, overrides: readonly Override[], by: Following): NewCaseEvent => {
  const { step, agency, present, agreed, at, details, expectedAt, meeting, invitee, record } = taking;
  const facts = { ...catalogue[step].teaches, ...taking.facts };
  const header = {
    by: taking.by,
    at,
    enteredAt: by.now,
    agency,
    step,
    facts,
    present,
    agreed,
    overrides,
    ...(expectedAt === undefined ? {} : { expectedAt }),
    ...(meeting === undefined ? {} : { meeting: meeting.meeting }),
    ...(invitee === undefined ? {} : { invitee }),
    ...(record === undefined ? {} : { record }),
  };
  return { type: "StepTaken", version: 1, header, sealed: { compartment: "shared", body: details } };
};

export type Acting = Pick<TakingStep, "agency" | "by" | "at"> & {
  readonly details: Pick<TakingStep["details"], "reason">;
};

/** Whoever acted before the protocol allowed it, and gave no reason yet, owes one. */
export const owed = (
  taking: Acting,
  overrides: readonly Override[],
  by: Following,
): readonly NewCaseEvent[] => {
  const isOwed = overrides.some(({ how }) => how === "acting-now") && (taking.details.reason ?? "") === "";
  if (!isOwed) return [];
  const { agency, at } = taking;
  const acted = {
    by: taking.by,
    agency,
    at,
    step: "acted-in-emergency",
    facts: {},
    present: [],
    agreed: [],
  } as const;
  return [stepEvent({ ...acted, details: { answers: [] } }, [], by)];
};
