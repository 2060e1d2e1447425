import type { KnownBlock, ModalView } from "@slack/types";
import type { EscalationPrepared } from "../../domain/case/form-models.ts";
import type { WorklistLine } from "../../domain/case/worklist.ts";
import { actions, views } from "../action-ids.ts";
import { button, escapeMarkup, paragraph, plain } from "../elements.ts";
import { urgencyReasonInWords } from "../words.ts";
import { stepForm } from "./step-form.ts";

const lineOf = ({ ref, areaName, urgency, urgencyReason }: WorklistLine): KnownBlock => ({
  type: "section",
  block_id: `case-${ref}`,
  text: {
    type: "mrkdwn",
    text: `*${ref}* ${escapeMarkup(areaName)}, ${urgency === "urgent" ? `urgent: ${urgencyReasonInWords[urgencyReason]}` : "standard"}`,
    verbatim: true,
  },
  accessory: button("We disagree", actions.openEscalation, ref),
});

/** Somebody's open cases, to choose the one that they disagree about. */
export const casesToEscalateView = (found: {
  readonly lines: readonly WorklistLine[];
  readonly isAll: boolean;
}): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain("Escalate"),
  close: plain("Close"),
  blocks: [
    paragraph(
      found.lines.length === 0
        ? "You have no case that you could disagree about."
        : "*Which case do you disagree about?* Work in it goes on meanwhile: nothing is paused.",
    ),
    ...found.lines.map(lineOf),
    ...(found.isAll
      ? []
      : [paragraph("Another one: type /case and its Tandem ref, press More, then We disagree.")]),
  ],
});

type Whom = EscalationPrepared["goesTo"][number];

const personInWords = ({ name, telephone }: Whom["people"][number]): string =>
  telephone === undefined ? name : `${name} on ${telephone}`;

const whomInWords = ({ part, people, telephone }: Whom): string => {
  const named = people.map(personInWords).join(", ");
  const ring = telephone === undefined ? "" : `ring ${telephone}`;
  const reach = people.some((one) => one.telephone !== undefined) ? "" : ring;
  return `• ${part}: ${[named, reach].filter(Boolean).join("; ") || "named by the agency itself"}`;
};

const stands = { true: "The disagreement is open.", false: "Nothing is in dispute yet." } as const;

const aboveOf = ({ isOpen, rules, goesTo, outcome }: EscalationPrepared): readonly KnownBlock[] => [
  paragraph(
    `*${stands[`${isOpen}`]} Work goes on: nothing is paused, and the child is protected all the same.*`,
  ),
  ...rules.map(({ rule, says }) => paragraph(escapeMarkup(`${says} (${rule}).`))),
  ...(goesTo.length === 0
    ? []
    : [paragraph(`*It goes to*\n${goesTo.map((one) => escapeMarkup(whomInWords(one))).join("\n")}`)]),
  ...(outcome.length === 0
    ? []
    : [paragraph(`*Must be on the file in the end:* ${escapeMarkup(outcome.join(", "))}.`)]),
];

/** The next step of a disagreement: where it stands, whom it goes to, and what must come of it. */
export const escalationForm = (ref: string, prepared: EscalationPrepared): ModalView =>
  stepForm(ref, prepared.asked, prepared.now, aboveOf(prepared));
