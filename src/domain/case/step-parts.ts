import { formatInstant } from "../calendar/format-instant.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { unanswered, undecided } from "../steps/judge.ts";
import type { CaseState } from "./case-state.ts";
import { closedBy } from "./closing.ts";
import type { StepRefused, TakingStep } from "./decide-step.ts";

const inTheWay = (because: string): StepRefused => ({
  ok: false,
  rule: "already-so",
  because,
  missing: [],
  inTheWay: because,
  onDate: "",
  objections: [],
});

/** Two people may close at the same moment: each agency closes once, and whoever comes second is told so. */
export const alreadySo = (state: CaseState, { step, agency }: TakingStep): StepRefused | undefined => {
  if (step === "case-reopened")
    return state.closed.length === 0
      ? inTheWay("The case is open. There is nothing to open again.")
      : undefined;
  const closed = step === "case-closed" ? closedBy(agency, state) : undefined;
  return closed === undefined
    ? undefined
    : inTheWay(`Your agency closed its part on ${formatInstant(closed.at)} already. Nothing more is needed.`);
};

/** What a step has to answer and does not; whoever acts now is not held up by what a gate hangs on. */
export const blankIn = (state: CaseState, taking: TakingStep, { protocol }: Following): readonly string[] => {
  const undecidedYet = taking.actingNow ? [] : undecided(protocol, state, taking);
  return [...new Set([...unanswered(taking, state), ...undecidedYet])];
};

const openAtMost = 8;

/** What is still to be done, in one sentence. */
export const openInWords = (open: readonly string[]): string => {
  const more = open.length > openAtMost ? `; and ${open.length - openAtMost} more` : "";
  return `Still open: ${open.slice(0, openAtMost).join("; ")}${more}.`;
};

/** Where whoever takes a step is told what comes of it. */
export const installationOf = ({ by: taker, agency }: TakingStep, { area }: Following): string => {
  const own = area.people.find(({ person }) => person === taker)?.identities[0]?.installation;
  const found = own ?? area.agencies[agency]?.installation;
  if (found === undefined) throw new Error(`${agency} has no installation in ${area.area}`);
  return found;
};
