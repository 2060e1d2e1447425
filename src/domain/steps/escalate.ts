import { agencyOfSlot, type SlotName } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import { runningRules, type RunningRule } from "../deadlines/clock-rules.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { peopleOf } from "../timers/whom-to-remind.ts";

export type EscalationStep = "disagreement-raised" | "managers-consulted" | "disagreement-settled";

/** Whom a disagreement goes to: a part of the case, and whoever has it now, with a number to ring. */
export type GoesTo = {
  readonly slot: SlotName;
  readonly people: readonly { readonly name: string; readonly telephone?: string }[];
  /** The number of the part itself, or of the agency's last resort. */
  readonly telephone?: string;
};

export type Escalation = {
  readonly next: EscalationStep;
  readonly isOpen: boolean;
  readonly rules: readonly { readonly rule: string; readonly says: string }[];
  readonly goesTo: readonly GoesTo[];
  /** What has to stand on the file before it is over. */
  readonly outcome: readonly string[];
};

const telephoneOf = (slot: SlotName, { area }: Following): string | undefined =>
  area.slots[slot]?.telephone ?? area.ladders[agencyOfSlot(slot)]?.lastResort.telephone;

const goesTo = (slot: SlotName, state: CaseState, by: Following): GoesTo => {
  const people = peopleOf({ slot, state, dueAt: by.now }, by, by.now).map(({ name, telephone }) => ({
    name,
    ...(telephone === undefined ? {} : { telephone }),
  }));
  const telephone = telephoneOf(slot, by);
  return { slot, people, ...(telephone === undefined ? {} : { telephone }) };
};

const owed = (step: EscalationStep, state: CaseState, rules: readonly RunningRule[]) =>
  rules.filter(
    ({ id, owner, metBy }) =>
      metBy.step === step &&
      state.deadlines.some((one) => one.clock === id && one.owner === owner && one.met === undefined),
  );

/** Which step comes next: to raise it, to consult whoever the rules name, and to settle what they could not. */
const nextStep = (state: CaseState, rules: readonly RunningRule[]): EscalationStep => {
  if (state.disagreements.every(({ settledAt }) => settledAt !== undefined)) return "disagreement-raised";
  return owed("managers-consulted", state, rules).length > 0 ? "managers-consulted" : "disagreement-settled";
};

/** Where a disagreement in a case stands, whom it goes to now, and what must come of it. It never pauses any work. */
export const escalationOf = (state: CaseState, by: Following): Escalation => {
  const rules = runningRules(by.protocol);
  const next = nextStep(state, rules);
  const begun = rules.filter(({ starts }) => starts.some(({ on }) => on === "disagreement-raised"));
  const owing = owed(next, state, rules);
  const now = next === "disagreement-raised" || owing.length === 0 ? begun : owing;
  const ends = by.protocol.requires.filter(
    ({ notYet, for: step }) => notYet === undefined && step === "managers-consulted",
  );
  return {
    next,
    isOpen: next !== "disagreement-raised",
    rules: now
      .filter(({ id }, index) => now.findIndex((one) => one.id === id) === index)
      .map(({ rule, says }) => ({ rule, says })),
    goesTo: [...new Set(now.map(({ owner }) => owner))].map((slot) => goesTo(slot, state, by)),
    outcome: [...new Set(ends.flatMap(({ fields }) => fields))],
  };
};
