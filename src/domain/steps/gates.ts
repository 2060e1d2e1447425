import { otherAgency, type Agency } from "../agency.ts";
import type { CaseState, Deadline, StepDone } from "../case/case-state.ts";
import { ownDuties, parties } from "../case/closing.ts";
import type { Meeting } from "../meetings/meeting.ts";
import type { ConditionFacts } from "../protocol/condition.ts";
import { holds } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { RecordableStep } from "./recordable-step.ts";
import { betweenTheTwo } from "../deadlines/occurrence.ts";
import type { LearnedFacts } from "./learned-facts.ts";

export type Gate = Protocol["gates"][number];
type UntilStep = Extract<Gate["until"], { step: unknown }>;

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

type Standing = { readonly state: CaseState; readonly asked: StepAsked };

/** Whose enquiries they are, where one agency makes them alone. */
const enquirer = ({ state: { learned }, asked: { facts } }: Standing): Agency | undefined =>
  facts.enquirer ?? learned.enquirer;

/** Who makes the enquiries: one, or both; while nobody has said, the one that the referral went to. */
const enquirers = (standing: Standing): readonly Agency[] => {
  const { state, asked } = standing;
  const mode = asked.facts.mode ?? state.learned.mode;
  if (mode === "joint") return parties;
  const alone = mode === "single-agency" ? enquirer(standing) : undefined;
  return [alone ?? otherAgency(state.from)];
};

const isWhose = ({ by }: Gate, standing: Standing): boolean => {
  const { agency } = standing.asked;
  switch (by) {
    case "either agency":
      return true;
    case "the enquiring agency":
      return enquirers(standing).includes(agency);
    case "the other agency": {
      const theirs = enquirer(standing);
      return theirs !== undefined && theirs !== agency;
    }
    case "social-care":
    case "police":
      return by === agency;
  }
};

/** Whose step opens a gate; anybody's when undefined. */
const whoseStep = ({ by }: UntilStep, standing: Standing): Agency | undefined => {
  if (by === "the enquiring agency") return enquirer(standing);
  return by === "the same agency" ? standing.asked.agency : by;
};

const holdsAll = (wanted: readonly Agency[] | undefined, there: readonly Agency[]): boolean =>
  (wanted ?? []).every((agency) => there.includes(agency));

type Done = Pick<StepDone, "agency" | "present" | "agreed"> & { readonly step: string };

const opens = (until: UntilStep, done: Done, whose: Agency | undefined): boolean =>
  done.step === until.step &&
  (whose === undefined || whose === done.agency) &&
  holdsAll(until.attendedByAll, done.present) &&
  holdsAll(until.agreedByAll, done.agreed);

const discussed = ({ discussions }: CaseState): readonly Done[] =>
  discussions.filter(betweenTheTwo).map(({ agency, withAgency }) => ({
    step: "discussion-recorded",
    agency,
    present: [agency, withAgency],
    agreed: [],
  }));

/** What counts for a gate. How a case ended before it was opened again says nothing of how it ends now. */
const doneIn = ({ refuses }: Gate, { state, asked }: Standing): readonly Done[] => {
  const from = refuses === "case-closed" ? (state.reopened?.from ?? 0) : 0;
  return [...state.steps.slice(from), ...discussed(state), asked];
};

/** Whether a document stands for the step: it was named, and then the agency that was owed the step confirmed it. */
const isHeldInDocument = ({ except }: Gate, whose: Agency | undefined, done: readonly Done[]): boolean => {
  if (except === undefined) return false;
  const named = done.findIndex(({ step }) => step === "outcome-held-in-document");
  const receiving = whose === undefined ? undefined : otherAgency(whose);
  return (
    named !== -1 &&
    done.some(
      ({ step, agency }, index) =>
        index > named &&
        step === "document-held-confirmed" &&
        (receiving === undefined || receiving === agency),
    )
  );
};

/** The duties of its own that a gate asks an agency to have done first, and that are open. */
export const dutiesAskedBy = (
  { until }: Gate,
  state: CaseState,
  { agency }: StepAsked,
): readonly Deadline[] => ("ownDuties" in until ? ownDuties(agency, state) : []);

const isOpen = (gate: Gate, standing: Standing): boolean => {
  const { until } = gate;
  if ("ownDuties" in until) return dutiesAskedBy(gate, standing.state, standing.asked).length === 0;
  const done = doneIn(gate, standing);
  const whose = whoseStep(until, standing);
  return done.some((one) => opens(until, one, whose)) || isHeldInDocument(gate, whose, done);
};

/** Whether a gate stands in the way of a step: it is about it, it applies, and what it waits for has not been done. */
export const isShut = (gate: Gate, state: CaseState, asked: StepAsked, facts: ConditionFacts): boolean => {
  const standing = { state, asked };
  if (gate.refuses !== asked.step || !isWhose(gate, standing) || !holds(gate.when, facts)) return false;
  return !isOpen(gate, standing);
};
