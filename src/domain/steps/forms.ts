import type { Protocol } from "../protocol/protocol-schema.ts";
import type { CaseStep } from "../protocol/vocabulary.ts";
import type { RecordableStep } from "./recordable-step.ts";

/** Steps that have a form of their own, whose answers a protocol may ask for as of any other step. */
const stepsWithForms = ["referral-recorded", "discussion-recorded"] as const;
export type StepWithForm = (typeof stepsWithForms)[number];
export type JudgedStep = RecordableStep | StepWithForm | SealedStep;

/** A step of which nobody but its readers may learn that it was taken: it is a note of theirs, and no step of the case. */
export const sealedStep = "addendum-raised";
type SealedStep = typeof sealedStep;

/** Whether a step is the sending of a form whose answers a protocol may ask for. */
export const isJudgedForm = (step: CaseStep): step is StepWithForm =>
  stepsWithForms.some((one) => one === step);

/** What the forms ask of everybody, by the words in which a protocol may ask for it: nobody is asked twice. */
const asksAlready = {
  "referral-recorded": {
    "which child": ["child"],
    "where the child is now": ["whereNow"],
    "what happened": ["concerns", "childsWords"],
    "who is alleged to have done it": ["personAlleged"],
    "how to ring back": ["callback"],
  },
  "discussion-recorded": { decision: ["decisionInWords"] },
} as const;
type Held = Readonly<Record<string, readonly string[]>>;

/** Under which names of its form a step's answer to a field stands; none when the form does not ask it of everybody. */
export const heldIn = (step: StepWithForm, field: string): readonly string[] =>
  (asksAlready[step] as Held)[field] ?? [];

/** Typed answers of a form: its own, and those that the protocol asks for besides. */
export type FormDetails = Readonly<Record<string, unknown>> & {
  readonly answers?: readonly { readonly field: string; readonly text: string }[] | undefined;
};

const isSaid = (text: unknown): boolean => typeof text === "string" && text.trim() !== "";

/** The fields that a form answers, in the protocol's words. */
export const answeredIn = (step: StepWithForm, details: FormDetails): readonly string[] => [
  ...Object.entries(asksAlready[step] as Held).flatMap(([field, held]) =>
    held.some((name) => isSaid(details[name])) ? [field] : [],
  ),
  ...(details.answers ?? []).flatMap(({ field, text }) => (isSaid(text) ? [field] : [])),
];

const startsOf = (protocol: Protocol) =>
  [...protocol.clocks, ...protocol.tasks].flatMap(({ notYet, startsWith }) =>
    notYet === undefined && startsWith !== undefined ? [startsWith] : [],
  );

/** Whether a rule begins or asks differently by how a discussion was held; then each discussion says it anew. */
export const asksHowHeld = (protocol: Protocol): boolean =>
  [
    ...startsOf(protocol),
    ...protocol.requires
      .filter(({ notYet }) => notYet === undefined)
      .map(({ for: on, when }) => ({ on, when })),
  ].some(({ on, when }) => on === "discussion-recorded" && when?.held !== undefined);
