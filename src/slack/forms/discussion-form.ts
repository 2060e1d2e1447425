import type { KnownBlock, ModalView } from "@slack/types";
import { views } from "../action-ids.ts";
import { choiceField, textField, type Choice } from "../elements.ts";
import { answerFields, wayPast } from "./asked-fields.ts";
import { caseForm } from "./case-form.ts";
import { factInWords } from "./fact-words.ts";
import { readFirstLine, type ReadFirst } from "./read-first.ts";
import { whenItHappened, type Now } from "./moment-fields.ts";

export const discussionFields = {
  withWhom: "with-whom",
  means: "means",
  held: "fact-held",
  decision: "decision",
  decisionInWords: "decision-in-words",
} as const;

const meansChoices: readonly Choice[] = [
  { value: "telephone", label: "By telephone" },
  { value: "video", label: "By video" },
  { value: "in-person", label: "In person" },
  { value: "secure-message", label: "By secure message, answered" },
];

const decisionChoices: readonly Choice[] = [
  { value: "joint", label: "Joint enquiry" },
  { value: "single-social-care", label: "Social care alone" },
  { value: "single-police", label: "Police alone" },
  { value: "strategy-discussion", label: "Strategy discussion to be held" },
  { value: "no-further-action", label: "No further action" },
];

export type DiscussionModel = {
  readonly now: Now;
  readonly asked: Parameters<typeof answerFields>[0];
  readonly asksHowHeld: boolean;
  readonly readFirst?: ReadFirst;
};

const decision = (): readonly KnownBlock[] => [
  choiceField({
    id: discussionFields.decision,
    label: "What did you decide together?",
    choices: decisionChoices,
  }),
  textField({
    id: discussionFields.decisionInWords,
    label: "The decision and its reasons",
    multiline: true,
  }),
];

/** A discussion that both agencies took part in. Sending a message or picking it up is not one. */
export const discussionForm = (
  ref: string,
  { now, asked, asksHowHeld, readFirst }: DiscussionModel,
): ModalView =>
  caseForm({
    callback: views.discussion,
    ref,
    title: "Record discussion",
    blocks: [
      ...readFirstLine(readFirst),
      textField({
        id: discussionFields.withWhom,
        label: `With whom in the other agency did you discuss ${ref}?`,
      }),
      choiceField({ id: discussionFields.means, label: "How?", choices: meansChoices, initial: "telephone" }),
      ...(asksHowHeld
        ? [choiceField({ id: discussionFields.held, ...factInWords.held, initial: "conversation" })]
        : []),
      ...whenItHappened(now),
      ...decision(),
      ...answerFields(asked),
      ...(asked.length === 0 ? [] : wayPast()),
    ],
  });
