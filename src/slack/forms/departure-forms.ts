import type { KnownBlock, ModalView } from "@slack/types";
import type { Presumption } from "../../domain/case/departures.ts";
import type { ToAnswer } from "../../domain/case/form-models.ts";
import { views } from "../action-ids.ts";
import { choiceField, escapeMarkup, paragraph, textField, type Choice } from "../elements.ts";
import { caseForm } from "./case-form.ts";

export const departureFields = { presumption: "presumption", reason: "reason" } as const;
export const answerFields = { departure: "departure", agrees: "agrees", reason: "reason" } as const;

const whoDecides: Readonly<Record<Presumption["departure"]["by"], string>> = {
  "whoever decides": "It holds at once, and the other agency is told.",
  manager: "A manager of your agency has to agree.",
  "manager of each agency": "A manager of each agency has to agree; two people, never one.",
};

const presumptionInWords = ({ rule, says, departure }: Presumption): KnownBlock =>
  paragraph(`*${escapeMarkup(rule)}* ${escapeMarkup(says)}.\n${whoDecides[departure.by]}`);

/** Which of the things that the protocol presumes is departed from, in its own words, and why. */
export const departureForm = (ref: string, presumptions: readonly Presumption[]): ModalView =>
  caseForm({
    callback: views.departure,
    ref,
    title: "Depart from the protocol",
    submit: "Propose",
    blocks: [
      ...presumptions.map(presumptionInWords),
      choiceField({
        id: departureFields.presumption,
        label: `What do you depart from in ${ref}?`,
        choices: presumptions.map(({ id, rule, presumes }) => ({
          value: id,
          label: `${rule}: ${presumes}`,
        })),
        ...(presumptions.length === 1 && presumptions[0] !== undefined
          ? { initial: presumptions[0].id }
          : {}),
      }),
      textField({ id: departureFields.reason, label: "Why?", multiline: true }),
    ],
  });

const waitingInWords = ({ rule, says, by }: ToAnswer): KnownBlock =>
  paragraph(
    `*${escapeMarkup(rule)}*, proposed by ${escapeMarkup(by)}. The protocol says: ${escapeMarkup(says)}.`,
  );

const whichOne = (ref: string, waiting: readonly ToAnswer[]): KnownBlock =>
  choiceField({
    id: answerFields.departure,
    label: `Which departure in ${ref}?`,
    choices: waiting.map(({ departure, rule, by }) => ({
      value: departure,
      label: `${rule}, proposed by ${by}`,
    })),
    ...(waiting[0] === undefined ? {} : { initial: waiting[0].departure }),
  });

const agreeChoices: readonly Choice[] = [
  { value: "yes", label: "I agree" },
  { value: "no", label: "I do not agree: the protocol holds" },
];

/** Whether a manager agrees to a departure that somebody else proposed. */
export const answerForm = (ref: string, waiting: readonly ToAnswer[]): ModalView =>
  caseForm({
    callback: views.answerDeparture,
    ref,
    title: "Answer for a departure",
    submit: "Answer",
    blocks: [
      ...waiting.map(waitingInWords),
      paragraph("Their reasons stand below the referral: press *Read the referral* on the case first."),
      whichOne(ref, waiting),
      choiceField({ id: answerFields.agrees, label: "Do you agree?", choices: agreeChoices }),
      textField({
        id: answerFields.reason,
        label: "Why?",
        hint: "Needed if you do not agree.",
        optional: true,
        multiline: true,
      }),
    ],
  });
