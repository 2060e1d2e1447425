import type { LearnedFact, LearnedFacts } from "./learned-facts.ts";

export type StepGroup =
  | "Checks and decisions"
  | "Strategy discussion"
  | "Enquiries"
  | "Interviews, medicals, visits"
  | "Police and courts"
  | "Conferences"
  | "Disagreement"
  | "Passing on and telling"
  | "Ending";

/** What is known of a step beside what protocols say of it. */
export type Catalogued = {
  /** What has been done, as one reads it in a list. */
  readonly says: string;
  readonly group: StepGroup;
  /** Facts that the step itself decides, whatever the protocol says. */
  readonly facts?: readonly LearnedFact[];
  /** Facts without which the step says nothing. */
  readonly needs?: readonly LearnedFact[];
  /** A fact that it needs as well where another one has a value. */
  readonly needsToo?: { readonly fact: LearnedFact; readonly when: LearnedFact; readonly is: string };
  /** Which agencies took part, or agreed. */
  readonly agencies?: "present" | "agreed";
  /** What the step itself says of a fact, without asking. */
  readonly teaches?: LearnedFacts;
  /** It is news that a child's safety hangs on: kept as such, and shown until somebody has it. */
  readonly news?: true;
  /** What is still to come and may have a time already, as the form asks for it. */
  readonly expects?: string;
  /** What may be written down besides, in sealed words; nothing waits for it. */
  readonly texts?: readonly string[];
  /** It has a form of its own; or will have one, and until then no rule about it is kept. */
  readonly ownForm?: "there" | "to come";
};
