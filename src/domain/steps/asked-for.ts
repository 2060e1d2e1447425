import type { Agency } from "../agency.ts";
import { openDeadlines, type CaseState } from "../case/case-state.ts";
import { closedBy } from "../case/closing.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { agencyOfSlot } from "../agency.ts";
import { conditionFacts, type ConditionFacts } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { Condition } from "../protocol/vocabulary.ts";
import { catalogue } from "./catalogue.ts";
import { choosable } from "./choosable.ts";
import type { RecordableStep } from "./recordable-step.ts";
import { askedEachTime, isLearned, type LearnedFact } from "./learned-facts.ts";
import { askedAnew, stepsLeaving } from "./presumed.ts";
import { couldHold, fieldsFor, leftOut } from "./required.ts";

type Named = { readonly step: string; readonly when: Condition | undefined };

/** The steps by which a document stands for another step. */
const documentSteps = ["outcome-held-in-document", "document-held-confirmed"];

/** Every place in which the rules that are kept name a step, with the condition that stands beside it. */
const namedIn = (protocol: Protocol): readonly Named[] => {
  const { gates, presumptions, requires, notices } = protocol;
  const isKept = ({ notYet }: { readonly notYet?: string | undefined }): boolean => notYet === undefined;
  return [
    ...runningRules(protocol).flatMap(({ starts, metBy }) => [
      ...starts.map(({ on, when }) => ({ step: on, when })),
      { step: metBy.step, when: metBy.when },
      ...(metBy.or === undefined ? [] : [{ step: metBy.or.step, when: metBy.when }]),
    ]),
    ...gates
      .filter(isKept)
      .flatMap(({ refuses, until, when, except }) => [
        { step: refuses, when },
        ...("step" in until ? [{ step: until.step, when: undefined }] : []),
        ...(except === undefined ? [] : documentSteps.map((step) => ({ step, when: undefined }))),
      ]),
    ...presumptions
      .filter(isKept)
      .flatMap((one) => stepsLeaving(one).map((step) => ({ step, when: one.when }))),
    ...requires.filter(isKept).map(({ for: step, when }) => ({ step, when })),
    ...notices.filter(isKept).map(({ on, when }) => ({ step: on, when })),
    ...protocol.deciders
      .filter(isKept)
      .flatMap(({ for: step }) => (step === undefined ? [] : [{ step, when: undefined }])),
  ];
};

/** The facts that the rules about a step depend on, as far as they can still hold by what is known. */
export const factsInRules = (
  protocol: Protocol,
  step: RecordableStep,
  known: ConditionFacts,
): readonly LearnedFact[] => {
  const inRules = namedIn(protocol)
    .filter((one) => one.step === step && couldHold(one.when, known))
    .flatMap(({ when }) => Object.keys(when ?? {}))
    .filter(isLearned);
  return [...new Set([...askedAnew(protocol, step), ...inRules])];
};

/** The facts that a form of a step asks: what the step decides, and what a rule about it depends on and nobody has said. */
const factsAsked = (step: RecordableStep, state: CaseState, protocol: Protocol): readonly LearnedFact[] => {
  const { needs = [], facts = [] } = catalogue[step];
  const inRules = namedIn(protocol)
    .filter((one) => one.step === step)
    .flatMap(({ when }) => Object.keys(when ?? {}))
    .filter(isLearned)
    .filter((fact) => askedEachTime.includes(fact) || state.learned[fact] === undefined);
  // Where one agency alone may turn out to make the enquiries, which of them is asked too.
  const alone = inRules.includes("mode") && state.learned.enquirer === undefined ? ["enquirer" as const] : [];
  return [...new Set([...needs, ...facts, ...askedAnew(protocol, step), ...inRules, ...alone])];
};

/** What was true of an earlier step says nothing of what this one will ask for. */
const withoutAskedAnew = (state: CaseState): ConditionFacts => ({
  ...conditionFacts(state),
  ...Object.fromEntries(askedEachTime.map((fact) => [fact, undefined])),
});

export type StepAskedFor = {
  readonly step: RecordableStep;
  readonly facts: readonly {
    readonly fact: LearnedFact;
    readonly needed: boolean;
    readonly known?: string;
  }[];
  readonly fields: readonly { readonly field: string; readonly rule: string; readonly always: boolean }[];
  readonly agencies?: "present" | "agreed";
  /** What may have a time already though it is still to come, in words. */
  readonly expects?: string;
  /** What may be written down besides. */
  readonly texts: readonly string[];
  /** Who decides it, in the protocol's words. */
  readonly deciders: readonly { readonly rule: string; readonly says: string }[];
};

/** What the form of a step asks in this case. What the case holds already is filled in, or not asked. */
export const askedFor = (
  step: RecordableStep,
  agency: Agency,
  state: CaseState,
  protocol: Protocol,
): StepAskedFor => {
  const { needs = [], agencies, expects, texts = [] } = catalogue[step];
  const anew = askedAnew(protocol, step);
  return {
    step,
    facts: factsAsked(step, state, protocol).map((fact) => {
      const known = [...anew, ...askedEachTime].includes(fact) ? undefined : state.learned[fact];
      return { fact, needed: needs.includes(fact), ...(typeof known === "string" ? { known } : {}) };
    }),
    deciders: protocol.deciders
      .filter(
        ({ notYet, for: decided, by }) =>
          notYet === undefined && decided === step && (by ?? agency) === agency,
      )
      .map(({ rule, says }) => ({ rule, says })),
    fields:
      step === "referral-completed"
        ? leftOut(protocol, state.missing)
        : fieldsFor(protocol, { step, agency }, withoutAskedAnew(state)),
    texts,
    ...(agencies === undefined ? {} : { agencies }),
    ...(expects === undefined ? {} : { expects }),
  };
};

/** Whether there is anything for a step to do: one's own part is closed once, and what is open is not opened. */
const hasUse = (step: RecordableStep, agency: Agency, state: CaseState): boolean => {
  if (step === "case-closed") return closedBy(agency, state) === undefined;
  if (step === "referral-completed") return state.incomplete;
  return step !== "case-reopened" || state.closed.length > 0;
};

/** The steps that the case's protocol knows of, in the order of the catalogue; those that an open duty waits for first. */
export const stepsToChoose = (agency: Agency, state: CaseState, protocol: Protocol) => {
  const known = new Set(namedIn(protocol).map(({ step }) => step));
  const rules = runningRules(protocol);
  const waited = openDeadlines(state)
    .filter(({ owner }) => agencyOfSlot(owner) === agency)
    .flatMap(({ clock }) => rules.filter(({ id }) => id === clock).map(({ metBy }) => metBy.step));
  const steps = choosable.filter((step) => known.has(step) && hasUse(step, agency, state));
  return {
    due: steps.filter((step) => waited.includes(step)),
    others: steps.filter((step) => !waited.includes(step)),
  };
};
