import { agencyOfSlot, otherAgency } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import { conferenceOf } from "../meetings/meeting.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { conditionFacts, holds, type ConditionFacts } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { RuleId } from "../protocol/vocabulary.ts";
import { catalogue } from "./catalogue.ts";
import { isComputed, isSo } from "./computed.ts";
import { dutiesAskedBy, isShut, type Gate, type StepAsked } from "./gates.ts";
import { isLearned, type LearnedFact } from "./learned-facts.ts";
import { isLeft, type Presumption } from "./presumed.ts";
import { missingOf, type About as AboutAnswers } from "./required.ts";

export type Judged = StepAsked & {
  readonly answered: readonly string[];
  /** Whether it comes after what it meets falls due. */
  readonly late?: boolean;
};

/** What of the protocol stands against a step, and what lifts it. */
export type Objection = {
  readonly rule: RuleId;
  readonly says: string;
  /** What may go past it besides acting now to protect a child; nothing but doing what it asks when left out. */
  readonly liftedBy?: "reason" | "reason of a manager" | "departure";
  /** What is not answered yet. */
  readonly fields?: readonly string[];
  /** It is the date of the meeting that does not fit: another one would do. */
  readonly onDate?: true;
  /** What is still to be done. */
  readonly open?: readonly string[];
};

type About = { readonly state: CaseState; readonly asked: Judged; readonly facts: ConditionFacts };

const isKept = ({ notYet }: { readonly notYet?: string | undefined }): boolean => notYet === undefined;

const liftsGate = ({ strength, departure }: Gate): Pick<Objection, "liftedBy"> => {
  if (strength === "confirm with a reason") return { liftedBy: "reason" };
  if (departure === undefined) return {};
  return { liftedBy: departure.by === "whoever decides" ? "reason" : "reason of a manager" };
};

const liftsPresumption = ({ departure: { by } }: Presumption): Pick<Objection, "liftedBy"> => {
  if (by === "whoever decides") return { liftedBy: "reason" };
  return { liftedBy: by === "manager" ? "reason of a manager" : "departure" };
};

const stillOpen = (gate: Gate, protocol: Protocol, { state, asked }: About): Pick<Objection, "open"> => {
  const rules = runningRules(protocol);
  const open = dutiesAskedBy(gate, state, asked).map(
    ({ clock, rule }) => `${rules.find(({ id }) => id === clock)?.says ?? clock} (${rule})`,
  );
  return open.length === 0 ? {} : { open: [...new Set(open)] };
};

const ofGates = (protocol: Protocol, about: About): readonly Objection[] =>
  protocol.gates
    .filter((gate) => isKept(gate) && isShut(gate, about.state, about.asked, about.facts))
    .map((gate) => ({
      rule: gate.rule,
      says: gate.says,
      ...liftsGate(gate),
      ...stillOpen(gate, protocol, about),
    }));

const ofPresumptions = ({ presumptions }: Protocol, { state, asked, facts }: About): readonly Objection[] =>
  presumptions
    .filter((one) => isKept(one) && isLeft(one, state, asked, facts))
    .map((one) => ({ rule: one.rule, says: one.says, ...liftsPresumption(one) }));

type Wanted = AboutAnswers & { readonly answered: readonly string[] };
type Checked = { readonly state?: CaseState; readonly meeting?: Judged["meeting"] };

/**
 * Answers that a protocol asks for and that are missing. What the date of a meeting does not fit is no answer that is
 * missing: nobody can give it, another date can.
 */
export const missingAnswers = (
  { requires }: Protocol,
  asked: Wanted,
  facts: ConditionFacts,
  { state, meeting }: Checked = {},
): readonly Objection[] =>
  requires.filter(isKept).flatMap((one): readonly Objection[] => {
    const missing = missingOf(one, asked, facts);
    const fields = missing.filter((field) => !isComputed(field));
    const notSo = missing.filter(
      (field) => isComputed(field) && (state === undefined || !isSo(field, meeting?.startsAt, state)),
    );
    const lifts = one.strength === undefined ? {} : ({ liftedBy: "reason" } as const);
    const { rule, says } = one;
    return [
      ...(fields.length === 0 ? [] : [{ rule, says, fields, ...lifts }]),
      ...(notSo.length === 0
        ? []
        : [{ rule, says: `${says}. It must be ${notSo.join(", and ")}`, onDate: true, ...lifts } as const]),
    ];
  });

const meetingOf = ({ meeting }: Judged): Pick<Checked, "meeting"> =>
  meeting === undefined ? {} : { meeting };

/** Whoever completes a referral that was sent urgently answers what it left out, and nothing else of it. */
const ofRequirements = (protocol: Protocol, { state, asked, facts }: About): readonly Objection[] => {
  if (asked.step !== "referral-completed")
    return missingAnswers(protocol, asked, facts, { state, ...meetingOf(asked) });
  const said = protocol.requires
    .flatMap(({ fields }) => fields)
    .filter((one) => !state.missing.includes(one));
  const answered = [...asked.answered, ...said];
  return missingAnswers(protocol, { step: "referral-recorded", agency: state.from, answered }, facts);
};

/** Whether somebody else decides what a step decides. */
const ofDeciders = ({ deciders }: Protocol, { asked, facts }: About): readonly Objection[] =>
  deciders
    .filter((one) => isKept(one) && one.for === asked.step && one.by === undefined && holds(one.when, facts))
    .filter(({ who }) => !who.some((slot) => agencyOfSlot(slot) === asked.agency))
    .map(({ rule, says }) => ({ rule, says, liftedBy: "reason" }));

/** Facts without which the step says nothing, whatever the protocol. One agency alone is nobody until it is said which. */
export const unanswered = ({ step, facts }: StepAsked, { learned }: CaseState): readonly LearnedFact[] => {
  const { needs = [], needsToo } = catalogue[step];
  const too = needsToo !== undefined && facts[needsToo.when] === needsToo.is ? [needsToo.fact] : [];
  const isNobodys = facts.mode === "single-agency" && (facts.enquirer ?? learned.enquirer) === undefined;
  const missing = [...needs, ...too].filter((fact) => facts[fact] === undefined);
  return isNobodys ? [...missing, "enquirer"] : missing;
};

/** Facts on which it hangs whether a gate refuses the step, and that nobody has said: no gate is passed by silence. */
export const undecided = (
  { gates }: Protocol,
  { learned }: CaseState,
  { step, agency, facts, meeting }: StepAsked,
): readonly LearnedFact[] =>
  gates
    .filter(
      (gate) =>
        isKept(gate) &&
        gate.strength === undefined &&
        gate.refuses === step &&
        gate.by !== otherAgency(agency),
    )
    .flatMap(({ when }) => Object.keys(when ?? {}).filter(isLearned))
    .filter((fact) => facts[fact] === undefined && learned[fact] === undefined)
    // Which conference it is, its meeting says.
    .filter((fact) => fact !== "conference" || conferenceOf(meeting?.kind) === undefined);

/**
 * Everything in the protocol that stands against a step: gates that are shut, presumptions that it leaves, answers that
 * are missing. None of it ever blocks protecting a child: whoever acts now says so, and gives the reason afterwards.
 */
export const objectionsTo = (protocol: Protocol, state: CaseState, asked: Judged): readonly Objection[] => {
  const conference = conferenceOf(asked.meeting?.kind);
  const facts = {
    ...conditionFacts({ ...state, learned: { ...state.learned, ...asked.facts } }),
    ...(conference === undefined ? {} : { conference }),
    late: asked.late === true ? "yes" : "no",
  };
  const about = { state, asked, facts };
  return [
    ...ofGates(protocol, about),
    ...ofPresumptions(protocol, about),
    ...ofDeciders(protocol, about),
    ...ofRequirements(protocol, about),
  ];
};
