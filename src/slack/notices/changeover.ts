import type { NoticeModel } from "../../domain/notices/notice.ts";
import type { Person } from "../../ports.ts";
import { escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { personName, when } from "../words.ts";
import { lengthInWords } from "./referral-post.ts";
import { caseButtons } from "./waiting.ts";

type ModelOf<K extends NoticeModel["kind"]> = Extract<NoticeModel, { kind: K }>;

/** The manager of a team whose hours ended with nobody having a referral. */
export const renderStillAccountable = (model: ModelOf<"still-accountable">): Rendered => {
  const waited = model.isHandedBack
    ? `${model.ref}, ${model.areaName}, was handed back, and the ${model.offDuty} is closed.`
    : `Nobody has ${model.ref}, ${model.areaName}, after ${lengthInWords(model.minutes)}, and the hours of the ${model.offDuty} have changed.`;
  return {
    text: escapeMarkup(`You stay accountable for ${model.ref} until a named person has it.`),
    blocks: [
      paragraph(
        `*Next: ring the ${escapeMarkup(model.team)} on ${escapeMarkup(model.telephone)}, get the name of who takes it, then press Told by telephone.*`,
      ),
      paragraph(
        escapeMarkup(
          `${waited} It is with the ${model.team} too now. You stay accountable until a named person has it, and you will be told.`,
        ),
      ),
      caseButtons(model.ref),
    ],
  };
};

export const renderAccountableNoMore = (
  model: ModelOf<"accountable-no-more">,
  people: ReadonlyMap<string, Person>,
): Rendered => {
  const name = personName(people, model.had.by);
  const who =
    model.had.how === "picked-up"
      ? `${name} (${model.team}) has had ${model.ref} since ${when(model.had.at)}.`
      : `The ${model.team} was told of ${model.ref} by telephone on ${when(model.had.at)}; ${name} wrote it down.`;
  const text = `You are no longer accountable for ${model.ref}. ${who}`;
  return { text: escapeMarkup(text), blocks: [paragraph(`*${escapeMarkup(text)}*`), caseButtons(model.ref)] };
};
