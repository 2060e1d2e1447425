import type { KnownBlock } from "@slack/types";
import { textField, ticksField } from "../elements.ts";
import { capital } from "../words.ts";

/** The names of the answers that a protocol asks for, and of the ways past it, in every form that has them. */
export const askedFields = {
  reason: "reason",
  actingNow: "acting-now",
  answer: (field: string): string => `answer-${field}`,
} as const;

type Asked = { readonly field: string; readonly rule: string; readonly where?: string };

/** A field for each answer that a rule asks for. */
export const answerFields = (asked: readonly Asked[]): readonly KnownBlock[] =>
  asked.map(({ field, rule, where }) =>
    textField({
      id: askedFields.answer(field),
      label: capital(field),
      hint: `${rule} asks for this${where === undefined ? "" : ` in ${where}`}, unless a child cannot wait. "Not known" is an answer.`,
      multiline: true,
      optional: true,
    }),
  );

/** Why somebody goes past a rule: read only when one stands in the way. */
export const reasonField = (): KnownBlock =>
  textField({
    id: askedFields.reason,
    label: "If the protocol stands in the way: why you go ahead",
    multiline: true,
    optional: true,
  });

/** Always there, and read only when something stands in the way: nobody has to go back for it. */
export const wayPast = (): readonly KnownBlock[] => [
  reasonField(),
  ticksField({
    id: askedFields.actingNow,
    label: "If a child cannot wait",
    optional: true,
    choices: [{ value: "yes", label: "Acting now to protect a child. I give the reason afterwards." }],
  }),
];
