import type { Button, KnownBlock, ModalView } from "@slack/types";
import type { CardDeparture, CardNews, CaseCard, Offered } from "../../domain/case/case-card.ts";
import { actions, views } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph, plain } from "../elements.ts";
import { agencyName, custodyInWords, when } from "../words.ts";

type Pressed = { readonly label: string; readonly action: string };

/** What most cases need, in the order of a day's work. Slack shows five in a row. */
const usual: Readonly<Partial<Record<Offered, Pressed>>> = {
  "tell-by-telephone": { label: "Told by telephone", action: actions.openToldByTelephone },
  "record-discussion": { label: "Record discussion", action: actions.openDiscussion },
  "record-step": { label: "Record a step", action: actions.openStep },
  "raise-concern": { label: "New concern", action: actions.openConcern },
  "see-meetings": { label: "Meetings", action: actions.openMeetings },
  "add-note": { label: "Add a note", action: actions.openNote },
  "read-referral": { label: "Read the referral", action: actions.readReferral },
  "reassess-risk": { label: "Change immediate risk", action: actions.openRisk },
  "hand-back": { label: "Hand back", action: actions.openHandBack },
  "see-access": { label: "Who has looked", action: actions.openWhoLooked },
};

/** What few cases need: behind "More", each with what it is for. */
const rarer: Readonly<Partial<Record<Offered, Pressed & { readonly says: string }>>> = {
  "name-person": {
    label: "People in the case",
    action: actions.openPeople,
    says: "Who is named in it as what. Name your own people, or take them off.",
  },
  "exclude-person": {
    label: "Keep somebody out",
    action: actions.openExclude,
    says: "Somebody must not know of it: the person it is about, or a relative or friend of theirs.",
  },
  "propose-departure": {
    label: "Depart from the protocol",
    action: actions.openDeparture,
    says: "Something that the protocol presumes is not right here. Say why; it may need others to agree.",
  },
};

const inUse = ({ ref, may }: CaseCard): readonly Button[] =>
  Object.entries(usual).flatMap(([verb, { label, action }]) => {
    if (!may.some((one) => one === verb)) return [];
    const own = button(label, action, ref);
    // Of all steps the strategy discussion has the longest record, and a window of its own.
    return verb === "record-step" ? [own, button("Strategy discussion", actions.openStrategy, ref)] : [own];
  });

/** To disagree is a step too, with a form of its own. */
const isRarer = (verb: Offered): boolean => rarer[verb] !== undefined || verb === "record-step";

const inARow = 5;

/** The buttons of a case card: what is usual, and a way to the rest. */
export const pressable = (card: CaseCard): readonly KnownBlock[] => {
  const { ref, may, mayClose, mayReopen } = card;
  const all = [
    ...inUse(card),
    ...(mayClose ? [button("Close our part", actions.openClose, ref)] : []),
    ...(mayReopen ? [button("Open it again", actions.openReopen, ref)] : []),
    ...(may.some(isRarer) ? [button("More", actions.openMore, ref)] : []),
    button("Show it as it stands now", actions.redrawCase, ref),
  ];
  const rows = [all.slice(0, inARow), all.slice(inARow)].filter(({ length }) => length > 0);
  return rows.map((row, at) => buttons(at === 0 ? "case" : "case-further", row));
};

const newsInWords = ({ says, custody, at, expectedAt, hadBy }: CardNews): string => {
  const what = custody === undefined ? says : `The person alleged: ${custodyInWords[custody]}`;
  const expected = expectedAt === undefined ? "" : ` Next expected: ${when(expectedAt)}.`;
  const had = hadBy === undefined ? "" : ` ${hadBy} has this news.`;
  return escapeMarkup(`${what}, since ${when(at)}.${expected}${had}`);
};

const disagree = ({ ref, may }: CaseCard): readonly KnownBlock[] =>
  may.includes("record-step")
    ? [
        paragraph(
          "*We disagree*\nThe agencies disagree about this case: whom that goes to, and what must come of it. Work goes on.",
        ),
        buttons(actions.openEscalation, [button("We disagree", actions.openEscalation, ref)]),
      ]
    : [];

/** What is in dispute, and the latest news of the person alleged. */
export const disputesAndNews = ({ ref, may, disagreements, news }: CaseCard): readonly KnownBlock[] => [
  ...disagreements.map(({ agency, at }) =>
    paragraph(`*In dispute* raised by ${agencyName(agency)}, ${when(at)}. Work goes on.`),
  ),
  ...(disagreements.length > 0 && may.includes("record-step")
    ? [buttons("dispute", [button("Take it further", actions.openEscalation, ref)])]
    : []),
  ...(news === undefined ? [] : [paragraph(newsInWords(news))]),
];

/** What a person can do in a case besides the usual. */
export const moreView = (card: CaseCard): ModalView => {
  const { ref, may } = card;
  const rows = may.flatMap((verb): readonly KnownBlock[] => {
    const one = rarer[verb];
    if (one === undefined) return [];
    const { label, action, says } = one;
    return [paragraph(`*${label}*\n${says}`), buttons(action, [button(label, action, ref)])];
  });
  const all = [...disagree(card), ...rows];
  return {
    type: "modal",
    callback_id: views.shown,
    title: plain(`More: ${ref}`),
    close: plain("Close"),
    blocks: all.length === 0 ? [paragraph("There is nothing else that you can do here.")] : all,
  };
};

const standing = ({ stands, waitsFor }: CardDeparture): string => {
  if (stands === "in effect") return "It holds.";
  if (stands === "refused") return "It was refused: the protocol holds.";
  const managers = waitsFor.map((agency) => `a manager of ${agencyName(agency)}`).join(" and ");
  return `It does not hold until ${managers} ${waitsFor.length === 1 ? "agrees" : "agree"}.`;
};

const departureInWords = (departure: CardDeparture): string =>
  `*Departure from the protocol (${escapeMarkup(departure.rule)})*, proposed by ${escapeMarkup(departure.by)}. ${standing(departure)} The protocol says: ${escapeMarkup(departure.says)}.`;

const passedOverInWords = ({ rule, says, step, by, at }: CaseCard["passedOver"][number]): string =>
  `*Departure from protocol (${escapeMarkup(rule)})* by ${escapeMarkup(by)} on ${when(at)}, with "${escapeMarkup(step)}". The protocol says: ${escapeMarkup(says)}.`;

/** Whether it is open, and who closed which part of it when. */
export const standingInWords = ({ standing: { closed, reopened } }: CaseCard): readonly string[] => [
  `*State* ${stateInWords(closed)}`,
  ...closed.map(
    ({ agency, by, at }) =>
      `*Closed by ${agencyName(agency)}* on ${when(at)}, by ${escapeMarkup(by)}. Its reminders have stopped.`,
  ),
  ...(reopened === undefined
    ? []
    : [
        `*Open again* since ${when(reopened.at)}, by ${escapeMarkup(reopened.by)}, because ${escapeMarkup(reopened.why)}.`,
      ]),
];

const stateInWords = (closed: CaseCard["standing"]["closed"]): string => {
  const [first] = closed;
  if (first === undefined) return "open";
  return closed.length > 1 ? "closed" : `closed by ${agencyName(first.agency)}, open for the other`;
};

const departuresShown = 5;

/** How the case departs from its protocol, the latest last; whoever can answer for one now has a button for it. */
export const departures = ({ ref, may, departures: all, passedOver }: CaseCard): readonly KnownBlock[] => [
  ...passedOver.slice(-departuresShown).map((one) => paragraph(passedOverInWords(one))),
  ...all.slice(-departuresShown).map((one) => paragraph(departureInWords(one))),
  ...(may.includes("answer-departure")
    ? [buttons("departure", [button("Answer", actions.openAnswerDeparture, ref, "primary")])]
    : []),
];
