import type { KnownBlock } from "@slack/types";
import type { ReminderModel } from "../../domain/notices/notice.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph, sectionLimit } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { when } from "../words.ts";
import { caseButtons, whyInWords } from "./waiting.ts";

const dueInWords = ({ atOnce, overdue, dueAt, alsoShownAt }: ReminderModel): string => {
  if (atOnce === true) return `To do at once, since ${when(dueAt)}.`;
  const other = alsoShownAt === undefined ? "" : ` The other reading, shown only: ${when(alsoShownAt)}.`;
  return `${overdue ? "Was due" : "Due"} ${when(dueAt)}.${other}`;
};

const line = (model: ReminderModel): string =>
  `*${model.ref}: ${dueInWords(model)}*\n${escapeMarkup(model.says)} (${model.rule}).${whyInWords(model.why)}`;

/** What one press meets is offered for pressing. */
const press = (model: ReminderModel): readonly KnownBlock[] =>
  model.press === true
    ? [buttons("press", [button("We have this news", actions.haveNews, model.ref, "primary")])]
    : [];

export const renderReminder = (model: ReminderModel): Rendered => ({
  text: `${model.overdue ? "Overdue" : "Reminder"}: ${model.ref}, ${escapeMarkup(model.areaName)}. ${dueInWords(model)}`,
  blocks: [paragraph(line(model)), ...press(model), caseButtons(model.ref)],
});

export const withButtonsAtMost = 20;

const duty = (model: ReminderModel): string =>
  `*${escapeMarkup(model.says)} (${model.rule})*${whyInWords(model.why)}`;

/** Lines in as few paragraphs as Slack's limit allows, none cut. */
const paragraphsOf = (lines: readonly string[]): readonly KnownBlock[] => {
  const parts: string[] = [];
  for (const one of lines) {
    const longer = `${parts.at(-1) ?? ""}\n${one}`;
    if (parts.length > 0 && longer.length <= sectionLimit) parts[parts.length - 1] = longer;
    else parts.push(one);
  }
  return parts.map(paragraph);
};

/** Each duty once, and under it every case that it is owed in with its due time. */
const byDuty = (models: readonly ReminderModel[]): readonly KnownBlock[] =>
  [...new Set(models.map(duty))].flatMap((one) =>
    paragraphsOf([
      one,
      ...models.filter((model) => duty(model) === one).map((model) => `${model.ref}: ${dueInWords(model)}`),
    ]),
  );

/**
 * What one person is reminded of in one message, what falls due first at the top. Every case is named: a few with their
 * buttons, many as a list, because Slack has room for fifty blocks.
 */
export const renderReminders = (models: readonly ReminderModel[]): Rendered => {
  const sorted = models.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  const each =
    sorted.length <= withButtonsAtMost
      ? sorted.flatMap((model, index) => [paragraph(line(model)), caseButtons(model.ref, `case-${index}`)])
      : [...byDuty(sorted), paragraph("To open one, type /worklist.")];
  return {
    text: `${sorted.length} reminders. The first falls due ${when(sorted[0]?.dueAt ?? "")}.`,
    blocks: [paragraph(`*${sorted.length} duties fall due. The first is at the top.*`), ...each],
  };
};
