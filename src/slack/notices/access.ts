import type { KnownBlock } from "@slack/types";
import type { NoticeModel } from "../../domain/notices/notice.ts";
import type { Person } from "../../ports.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import { whyInWords } from "./waiting.ts";
import type { Rendered } from "../rendered.ts";
import { agencyName, caseRoleInWords, personName, when } from "../words.ts";

type People = ReadonlyMap<string, Person>;
type ModelOf<K extends NoticeModel["kind"]> = Extract<NoticeModel, { kind: K }>;

const openCase = (ref: string): KnownBlock =>
  buttons("case", [button("Open the case", actions.openCase, ref)]);

const inCase = (ref: string, text: string, next: string): Rendered => ({
  text: escapeMarkup(text),
  blocks: [paragraph(`*Next: ${escapeMarkup(next)}*`), paragraph(escapeMarkup(text)), openCase(ref)],
});

export const renderNamedInCase = (model: ModelOf<"named-in-case">, people: People): Rendered => {
  const where = `${model.ref}, ${model.areaName}`;
  const as = caseRoleInWords[model.as];
  const who = personName(people, model.by);
  if (!model.over)
    return inCase(
      model.ref,
      `${who} has named you as ${as} in ${where}.`,
      "open the case and see what is due.",
    );
  const text = `You are not named as ${as} in ${where} any more. ${who} wrote that down.`;
  return {
    text: escapeMarkup(text),
    blocks: [paragraph(`*${escapeMarkup(text)}*\nIf you think that is wrong, ring them.`)],
  };
};

export const renderAllocationMoved = (model: ModelOf<"allocation-moved">, people: People): Rendered => {
  const { ref, areaName } = model;
  const text = `${ref}, ${areaName} is allocated to ${personName(people, model.to)} now, and no longer to you. ${personName(people, model.by)} wrote that down.`;
  return inCase(
    ref,
    text,
    "ring them and say what stands open. If you think that is wrong, tell your manager.",
  );
};

export const renderAllocated = (model: ModelOf<"allocated">, people: People): Rendered => {
  const who = personName(people, model.to);
  const ring = model.telephone === undefined ? "" : ` Ring them on ${model.telephone}.`;
  return inCase(
    model.ref,
    `For ${agencyName(model.agency)}, ${who} has ${model.ref}, ${model.areaName} now, as ${caseRoleInWords[model.as]}.${ring}${whyInWords(model.why)}`,
    "open the case and see what is due.",
  );
};

export const renderWithdrawn = ({ areaName }: ModelOf<"withdrawn">): Rendered => {
  const text = `A message that stood here was withdrawn, ${areaName}. Type /worklist to see what falls due for you.`;
  return { text: escapeMarkup(text), blocks: [paragraph(escapeMarkup(text))] };
};

export const renderAccessTaken = (model: ModelOf<"access-taken">, people: People): Rendered => {
  const who = personName(people, model.by);
  return inCase(
    model.ref,
    `${who}, who is not named in ${model.ref}, ${model.areaName}, has opened it because a child could not wait. This holds until ${when(model.until)}.`,
    `speak to ${who}. If you did not expect this, tell your manager.`,
  );
};

export const renderNoteForYou = (model: ModelOf<"note-for-you">, people: People): Rendered =>
  inCase(
    model.ref,
    `${personName(people, model.by)} has written a note on ${model.ref}, ${model.areaName}, that only you and whoever else they chose can read.`,
    "open the case and read the referral: the note stands below it.",
  );

export const renderDepartureToAnswer = (model: ModelOf<"departure-to-answer">, people: People): Rendered =>
  inCase(
    model.ref,
    `${personName(people, model.by)} proposes to depart from the protocol in ${model.ref}, ${model.areaName} (${model.rule}). It says: ${model.says}.`,
    "open the case, read why, and agree or refuse.",
  );

const outcomes = {
  "in effect": ["The departure holds.", "act on it, and say so to the other agency."],
  refused: [
    "It was refused: the protocol holds.",
    "go on as the protocol says, or take it to your managers.",
  ],
  "one more to agree": [
    "It does not hold yet.",
    "go on as the protocol says until the other manager has agreed.",
  ],
} as const;

export const renderDepartureSettled = (model: ModelOf<"departure-settled">, people: People): Rendered => {
  const [says, next] = outcomes[model.outcome];
  const who = personName(people, model.by);
  return inCase(
    model.ref,
    `${says} ${who} answered for a departure from the protocol in ${model.ref}, ${model.areaName} (${model.rule}: ${model.says}).`,
    next,
  );
};
