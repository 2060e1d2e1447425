import type { CaseState } from "../case/case-state.ts";
import { formatInstant } from "../calendar/format-instant.ts";
import type { LearnedFacts } from "../steps/learned-facts.ts";

type Ground = NonNullable<LearnedFacts["attendanceGround"]>[number];

/** A ground on which the police come to an initial conference, and what of the case speaks for it. */
export type KnownGround = { readonly ground: Ground; readonly because: string };

type Look = (state: CaseState) => string | undefined;

const policeEnquire = ({ learned: { mode, enquirer } }: CaseState): boolean =>
  mode === "joint" || (mode === "single-agency" && enquirer === "police");

/** Investigated now: a crime is recorded, or somebody was arrested or is on bail, and the police enquire. */
const isInvestigated = (state: CaseState): boolean => {
  const { custody } = state.learned;
  const isHeld = custody !== undefined && custody !== "no-further-action";
  const isRecorded = state.steps.some(({ step }) => step === "crime-recorded");
  return isHeld || (isRecorded && policeEnquire(state));
};

const looks: readonly (readonly [Ground, Look])[] = [
  [
    "current-investigation-in-family",
    (state) => {
      const { harm } = state.learned;
      return (harm === "physical" || harm === "sexual") && isInvestigated(state)
        ? `${harm} harm is written down, and the police investigate it; untick it if it is not in the family`
        : undefined;
    },
  ],
  [
    "wilful-neglect-investigation",
    (state) =>
      state.learned.harm === "neglect" && isInvestigated(state)
        ? "neglect is written down, and the police investigate it"
        : undefined,
  ],
  [
    "police-protection",
    ({ steps, facts }) => {
      const taken = steps.find(({ step }) => step === "police-protection-started");
      if (taken !== undefined) return `a child was taken into police protection ${formatInstant(taken.at)}`;
      return facts.underPoliceProtection === "yes" ? "the referral says that a child is in it" : undefined;
    },
  ],
  [
    "sexual-exploitation",
    ({ learned }) =>
      learned.otherConcern === "sexual-exploitation" ? "worry about it is written down" : undefined,
  ],
  [
    "serious-domestic-abuse",
    ({ learned }) =>
      learned.otherConcern === "domestic-abuse"
        ? "domestic abuse is written down; untick it if the police do not work with the family now"
        : undefined,
  ],
];

/**
 * The grounds for the police to come that the case itself shows (S4-7). The others are asked: an earlier investigation with
 * things clearly worse, a registered sexual offender in or around the home, and what chair and inspector agree.
 */
export const attendanceGrounds = (state: CaseState): readonly KnownGround[] =>
  looks.flatMap(([ground, look]) => {
    const because = look(state);
    return because === undefined ? [] : [{ ground, because }];
  });
