import type { NoticeModel } from "../../domain/notices/notice.ts";
import type { Person } from "../../ports.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { agencyName, personName } from "../words.ts";
import { whyInWords } from "./waiting.ts";

type People = ReadonlyMap<string, Person>;
type ModelOf<K extends NoticeModel["kind"]> = Extract<NoticeModel, { kind: K }>;

const openCase = (ref: string) => buttons("case", [button("Open the case", actions.openCase, ref)]);

export const renderStepTold = (model: ModelOf<"step-told">, people: People): Rendered => {
  const text = `${model.ref}, ${model.areaName}: ${personName(people, model.by)} has written down "${model.step}".`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph("*Next: open the case and see what is yours to do.*"),
      paragraph(
        `${escapeMarkup(text)}\n${escapeMarkup(model.says)} (${escapeMarkup(model.rule)}).${whyInWords(model.why)}`,
      ),
      openCase(model.ref),
    ],
  };
};

export const renderTellYourself = (model: ModelOf<"tell-yourself">): Rendered => {
  const text = `Tell them yourself: ${model.whom}. Tandem cannot reach them about ${model.ref}, ${model.areaName}.`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph("*Next: ring them, and write down whom you told.*"),
      paragraph(
        `${escapeMarkup(text)}\nWhat they should hear: ${escapeMarkup(model.step)} (${escapeMarkup(model.rule)}).`,
      ),
      openCase(model.ref),
    ],
  };
};

export const renderStepOverrode = (model: ModelOf<"step-overrode">, people: People): Rendered => {
  const how = model.actingNow ? "acting now to protect a child" : "with a reason that stands in the case";
  const text = `${agencyName(model.agency)} went past ${model.rules.join(", ")} in ${model.ref}, ${model.areaName}, ${how}.`;
  const said = text.charAt(0).toUpperCase() + text.slice(1);
  return {
    text: escapeMarkup(said),
    blocks: [
      paragraph("*Next: open the case and read why. If you disagree, ring them.*"),
      paragraph(
        `${escapeMarkup(said)}\n${escapeMarkup(personName(people, model.by))} has written down "${escapeMarkup(model.step)}".`,
      ),
      openCase(model.ref),
    ],
  };
};
