import type { NoticeModel } from "../../domain/notices/notice.ts";
import { escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { when } from "../words.ts";
import { caseButtons, whyInWords } from "./waiting.ts";

/** Whoever has a duty hears that it is due on another day: the new date first, then the old one, and why. */
export const renderDeadlineMoved = (model: Extract<NoticeModel, { kind: "deadline-moved" }>): Rendered => {
  const moved = model.dueAt < model.was ? "Due earlier" : "Due later";
  const next = model.overdue ? " That has passed: do it now." : "";
  return {
    text: escapeMarkup(
      `${moved}: ${model.ref}, ${model.areaName}. Due ${when(model.dueAt)}, not ${when(model.was)}.`,
    ),
    blocks: [
      paragraph(`*${model.ref} is due ${when(model.dueAt)} now, not ${when(model.was)}.*${next}`),
      paragraph(
        `${escapeMarkup(model.says)} (${escapeMarkup(model.rule)}).\nBecause: ${escapeMarkup(model.because.join("; "))}.${whyInWords(model.why)}`,
      ),
      caseButtons(model.ref),
    ],
  };
};
