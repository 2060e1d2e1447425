import type { NoticeModel } from "../../domain/notices/notice.ts";
import { whyReopened } from "../../domain/steps/reopening-words.ts";
import type { Person } from "../../ports.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { agencyName, capital, custodyInWords, personName, when } from "../words.ts";
import { whyInWords } from "./waiting.ts";

type People = ReadonlyMap<string, Person>;
type ModelOf<K extends NoticeModel["kind"]> = Extract<NoticeModel, { kind: K }>;

const openCase = (ref: string) => buttons("case", [button("Open the case", actions.openCase, ref)]);

export const renderStepTold = (model: ModelOf<"step-told">, people: People): Rendered => {
  const text = `${model.ref}, ${model.areaName}: ${personName(people, model.by)} has written down "${model.step}".`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph(
        model.acknowledge === true
          ? "*Next: open the case, read what is new, and press I have seen it.*"
          : "*Next: open the case and see what is yours to do.*",
      ),
      paragraph(
        `${escapeMarkup(text)}\n${escapeMarkup(model.says)} (${escapeMarkup(model.rule)}).${whyInWords(model.why)}`,
      ),
      model.acknowledge === true
        ? buttons("case", [
            button("Open the case", actions.openCase, model.ref),
            button("I have seen it", actions.updateSeen, model.ref, "primary"),
          ])
        : openCase(model.ref),
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

const newsInWords = ({ step, custody }: ModelOf<"news">): string =>
  custody === undefined ? step : `The person alleged: ${custodyInWords[custody]}`;

const newsTimes = ({ at, enteredAt, expected }: ModelOf<"news">): string =>
  [
    `Since ${when(at)}${enteredAt === undefined ? "" : `, written down late, ${when(enteredAt)}`}.`,
    ...(expected === undefined ? [] : [`${capital(expected.what)} expected: ${when(expected.at)}.`]),
  ].join(" ");

const newsNext = ({ had, press }: ModelOf<"news">, people: People): string => {
  if (had !== undefined) return `*${personName(people, had.by)} has this news since ${when(had.at)}.*`;
  return press === true
    ? "*Next: press We have this news. Then look at the safety plan: who is with the child now?*"
    : "*Next: open the case and see what is yours to do.*";
};

/** News of the person alleged. It says how they stand in closed words; conditions and reasons are read in the case. */
export const renderNews = (model: ModelOf<"news">, people: People): Rendered => {
  const said = `${model.ref}, ${model.areaName}. ${newsInWords(model)}. ${newsTimes(model)}`;
  const from = `Written down by ${personName(people, model.by)} (${model.rule}).`;
  const press =
    model.press === true ? [button("We have this news", actions.haveNews, model.ref, "primary")] : [];
  return {
    text: escapeMarkup(`Urgent: ${said}`),
    blocks: [
      paragraph(escapeMarkup(newsNext(model, people))),
      paragraph(`${escapeMarkup(said)}\n${escapeMarkup(from)}${whyInWords(model.why)}`),
      buttons("case", [...press, button("Open the case", actions.openCase, model.ref)]),
    ],
  };
};

export const renderReopened = (model: ModelOf<"reopened">, people: People): Rendered => {
  const text = `${model.ref}, ${model.areaName}, was closed and is open again, by ${personName(people, model.by)}: ${whyReopened(model.what)}.`;
  const duties = model.open === 1 ? "One duty" : `${model.open} duties`;
  const open = model.open === 0 ? "" : `\n${duties} of your agency ${model.open === 1 ? "is" : "are"} open.`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph("*Next: open the case now and see what is yours to do.*"),
      paragraph(`${escapeMarkup(text)}${open}${whyInWords(model.why)}`),
      openCase(model.ref),
    ],
  };
};
