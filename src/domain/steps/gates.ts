import type { Agency } from "../agency.ts";
import type { CaseState, StepDone } from "../case/case-state.ts";
import type { Meeting } from "../meetings/meeting.ts";
import type { ConditionFacts } from "../protocol/condition.ts";
import { holds } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { RecordableStep } from "./recordable-step.ts";
import { betweenTheTwo } from "../deadlines/occurrence.ts";
import type { LearnedFacts } from "./learned-facts.ts";

export type Gate = Protocol["gates"][number];

/** A step as somebody is about to take it. */
export type StepAsked = {
  readonly step: RecordableStep;
  readonly agency: Agency;
  readonly facts: LearnedFacts;
  readonly present: readonly Agency[];
  readonly agreed: readonly Agency[];
  /** The meeting that it is about, as it is to be. */
  readonly meeting?: Pick<Meeting, "meeting" | "kind" | "startsAt"> | undefined;
};

/** Whose enquiries they are, where one agency makes them alone. */
const enquirer = ({ learned }: CaseState, { facts }: StepAsked): Agency | undefined =>
  facts.enquirer ?? learned.enquirer;

const isWhose = (gate: Gate, state: CaseState, asked: StepAsked): boolean => {
  switch (gate.by) {
    case "either agency":
      return true;
    case "the other agency": {
      const theirs = enquirer(state, asked);
      return theirs !== undefined && theirs !== asked.agency;
    }
    case "social-care":
    case "police":
      return gate.by === asked.agency;
  }
};

const holdsAll = (wanted: readonly Agency[] | undefined, there: readonly Agency[]): boolean =>
  (wanted ?? []).every((agency) => there.includes(agency));

type Done = Pick<StepDone, "agency" | "present" | "agreed"> & { readonly step: string };

const opens = (gate: Gate, done: Done, theirs: Agency | undefined): boolean => {
  const { step, by, attendedByAll, agreedByAll } = gate.until;
  const whose = by === "the enquiring agency" ? theirs : by;
  return (
    done.step === step &&
    (whose === undefined || whose === done.agency) &&
    holdsAll(attendedByAll, done.present) &&
    holdsAll(agreedByAll, done.agreed)
  );
};

const discussed = ({ discussions }: CaseState): readonly Done[] =>
  discussions.filter(betweenTheTwo).map(({ agency, withAgency }) => ({
    step: "discussion-recorded",
    agency,
    present: [agency, withAgency],
    agreed: [],
  }));

/** Whether a gate stands in the way of a step: it is about it, it applies, and what it waits for has not been done. */
export const isShut = (gate: Gate, state: CaseState, asked: StepAsked, facts: ConditionFacts): boolean => {
  if (gate.refuses !== asked.step || !isWhose(gate, state, asked) || !holds(gate.when, facts)) return false;
  const done: readonly Done[] = [...state.steps, ...discussed(state), asked];
  return !done.some((one) => opens(gate, one, enquirer(state, asked)));
};
