import type { KnownBlock } from "@slack/types";
import { agencyInWords } from "../../domain/agency.ts";
import { catalogue } from "../../domain/steps/catalogue.ts";
import type { RecordableStep } from "../../domain/steps/recordable-step.ts";
import { isEmpty, type HandOverList } from "../../domain/desk/hand-over-list.ts";
import type { NoticeModel } from "../../domain/notices/notice.ts";
import type { Person } from "../../ports.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { capital, personName, when } from "../words.ts";
import { lengthInWords } from "./referral-post.ts";

type ModelOf<K extends NoticeModel["kind"]> = Extract<NoticeModel, { kind: K }>;
type People = ReadonlyMap<string, Person>;

const shown = 15;

type What = HandOverList["decisions"][number]["what"];

const othersInWords: Readonly<Record<Exclude<What, RecordableStep>, string>> = {
  joint: "discussed: joint enquiry",
  "single-social-care": "discussed: social care alone",
  "single-police": "discussed: the police alone",
  "strategy-discussion": "discussed: a strategy discussion",
  "no-further-action": "discussed: no further action",
  "risk-reassessed": "immediate risk reassessed",
  "handed-back": "handed back",
};

const isStep = (what: What): what is RecordableStep => Object.hasOwn(catalogue, what);

const decisionInWords = (what: What): string => (isStep(what) ? catalogue[what].says : othersInWords[what]);

/** One part of the list; nothing at all where there is nothing to say. */
const part = (title: string, lines: readonly string[], inAll = lines.length): readonly KnownBlock[] => {
  if (lines.length === 0) return [];
  const more = inAll - Math.min(lines.length, shown);
  const rest = more > 0 ? [`and ${more} more: type /worklist`] : [];
  return [
    paragraph([`*${title}: ${inAll}*`, ...lines.slice(0, shown), ...rest].map(escapeMarkup).join("\n")),
  ];
};

const by = (people: People, person: string): string => personName(people, person);

const nobody = ({ withNobody }: HandOverList) =>
  withNobody.map(
    ({ ref, urgency, agency, minutes }) =>
      `${ref}: ${urgency === "urgent" ? "URGENT, " : ""}nobody of ${agencyInWords[agency]} for ${lengthInWords(minutes)}`,
  );

const taken = (list: HandOverList, people: People) =>
  list.taken.map(({ ref, how, by: person, at }) =>
    how === "picked-up"
      ? `${ref}: ${by(people, person)}, ${when(at)}`
      : `${ref}: told by telephone on ${when(at)}, written down by ${by(people, person)}`,
  );

const decisions = (list: HandOverList, people: People) =>
  list.decisions.map(
    ({ ref, what, by: person, at }) => `${ref}: ${decisionInWords(what)}, ${by(people, person)}, ${when(at)}`,
  );

const open = ({ open: all }: HandOverList) =>
  all.map(({ ref, rule, dueAt }) => `${ref}: due ${when(dueAt)} (${rule})`);

const next = ({ signed, list }: ModelOf<"hand-over">, people: People): string => {
  if (signed !== undefined) return `Signed for by ${by(people, signed.by)} on ${when(signed.at)}.`;
  if (isEmpty(list)) return "Nothing to take over: nothing is open, and nothing was taken or decided.";
  return list.withNobody.length > 0
    ? "Next: pick up what nobody has, then sign for the list. To open one, type /case and its reference."
    : "Next: read it, then sign for it. To open one, type /case and its reference.";
};

/** The button by which a list is signed for: area, slot and instant say which one. */
export const signBlock = (value: string): KnownBlock =>
  buttons("hand-over", [button("I have read it and take it over", actions.signHandOver, value, "primary")]);

const signButton = ({ area, slot, at, signed, list }: ModelOf<"hand-over">): readonly KnownBlock[] => {
  if (signed !== undefined || isEmpty(list)) return [];
  return [signBlock([area, slot, at].join("/"))];
};

/** What a team takes over when its hours begin. References, duties and members of staff; nothing of a child. */
export const renderHandOver = (model: ModelOf<"hand-over">, people: People): Rendered => {
  const { list } = model;
  const title = `Hand-over list, ${model.team}, ${model.areaName}, ${when(model.at)}`;
  const count = list.withNobody.length;
  const summary = count === 0 ? "" : ` ${capital(count === 1 ? "one has" : `${count} have`)} nobody.`;
  const earlier =
    model.unsignedSince === undefined
      ? []
      : [
          paragraph(
            `Nobody signed for the list of ${when(model.unsignedSince)}. What it held is in here if it is still open.`,
          ),
        ];
  return {
    text: escapeMarkup(`${title}.${summary}`),
    blocks: [
      paragraph(`*${escapeMarkup(title)}*\n${escapeMarkup(next(model, people))}`),
      ...earlier,
      ...part("With nobody", nobody(list)),
      ...part(`Taken since ${when(model.since)}`, taken(list, people)),
      ...part("Decided and recorded", decisions(list, people)),
      ...part("Open, earliest first", open(list), Math.max(list.openInAll, list.open.length)),
      ...signButton(model),
    ],
  };
};

export const renderHandOverUnsigned = (model: ModelOf<"hand-over-unsigned">): Rendered => {
  const text = `Nobody has signed for the hand-over list of the ${model.team}, ${model.areaName}, of ${when(model.at)}.`;
  const count =
    model.withNobody === 0
      ? ""
      : ` ${model.withNobody === 1 ? "One referral in it has" : `${model.withNobody} referrals in it have`} nobody.`;
  const ring = `Next: somebody of the team reads it and signs. Not there? Ring them on ${model.telephone}.`;
  return {
    text: escapeMarkup(text),
    blocks: [paragraph(`*${escapeMarkup(text)}*${escapeMarkup(count)}`), paragraph(escapeMarkup(ring))],
  };
};
