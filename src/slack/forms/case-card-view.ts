import type { KnownBlock, ModalView } from "@slack/types";
import type { CaseCard, Duty } from "../../domain/case/case-card.ts";
import { actions, views } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph, plain } from "../elements.ts";
import { lengthInWords } from "../../domain/calendar/length-in-words.ts";
import { agencyName, discussionDecisionInWords, urgencyReasonInWords, when } from "../words.ts";
import { departures, disputesAndNews, pressable, standingInWords } from "./case-card-parts.ts";
import { earlierConcerns } from "./earlier-blocks.ts";
import { allocatedInWords, holdingInWords } from "./holding-words.ts";
import { mailsInWords } from "./mails-on-card.ts";

const nextStep = ({ mayPickUp, holdings, open, standing }: CaseCard): string => {
  if (standing.closed.length > 1 && open.length === 0)
    return "Closed. If something new comes up, write it down with *Record a step*, or press *Open it again*.";
  if (mayPickUp.length > 0) return "Next: press *I'm dealing with this*.";
  const waiting = holdings.find(({ had }) => had === undefined);
  if (waiting !== undefined)
    return `Next: reach the ${escapeMarkup(waiting.team)}, then press *Told by telephone* and name them.`;
  const [first] = open;
  return first === undefined ? "Nothing falls due." : `Next: ${escapeMarkup(first.says)}.`;
};

const pickUpButtons = ({ ref, mayPickUp, holdings }: CaseCard): readonly KnownBlock[] =>
  mayPickUp.map((hop) => {
    const team = mayPickUp.length > 1 ? `: ${holdings[hop]?.team ?? ""}` : "";
    const label = `I'm dealing with this${team}`.slice(0, 75);
    return buttons(`pick-up-${hop}`, [button(label, actions.pickUpFromCase, `${ref}/${hop}`, "primary")]);
  });

const facts = (card: CaseCard): string =>
  [
    `*Area* ${escapeMarkup(card.areaName)}`,
    card.urgency === "urgent"
      ? `*Urgent because* ${urgencyReasonInWords[card.urgencyReason]}`
      : "*Urgency* standard",
    `*Referred* by ${agencyName(card.from)} on ${when(card.enteredAt)}`,
    ...standingInWords(card),
    ...(card.restricted ? ["*Restricted* to the people named in it"] : []),
    ...(card.incomplete ? ["*Incomplete* sent urgently with what was known; ring the sender"] : []),
    `*As it stood* ${when(card.asOf)}`,
  ].join("\n");

const dutyWhen = ({ atOnce, overdue, dueAt, alsoShownAt }: Duty): string => {
  if (atOnce) return `*To do at once, since ${when(dueAt)}.*`;
  const other = alsoShownAt === undefined ? "" : ` The other reading, shown only: ${when(alsoShownAt)}.`;
  return `*${overdue ? "Overdue since" : "Due"} ${when(dueAt)}.*${other}`;
};

const openDuty = (duty: Duty): KnownBlock =>
  paragraph(
    `${dutyWhen(duty)} ${escapeMarkup(duty.says)} (${escapeMarkup(duty.rule)}). *Owner* ${escapeMarkup(duty.owner)}`,
  );

/** What has no clock is not late: how long it took is said. */
const howMet = ({ atOnce, met, startedAt }: Duty): string => {
  if (met?.ended === true) return "no longer due: its meeting is called off";
  if (!atOnce) return met?.late === true ? "late" : "on time";
  const took = lengthInWords(startedAt, met?.at ?? startedAt);
  return took === undefined ? "at once" : `${took} after it was asked for`;
};

const metDuty = (duty: Duty): string =>
  `${escapeMarkup(duty.says)} (${escapeMarkup(duty.rule)}): ${when(duty.met?.at ?? duty.dueAt)}, ${howMet(duty)}.`;

/** A window holds 100 blocks; nobody reads more duties than this in one. */
const shownAtMost = 30;

const duties = ({ ref, open, met }: CaseCard): readonly KnownBlock[] => {
  const more = open.length - shownAtMost;
  return [
    ...(open.length === 0 ? [] : [paragraph("*Open duties, the first at the top*")]),
    ...open.slice(0, shownAtMost).map(openDuty),
    ...(more > 0 ? [paragraph(`And ${more} more that fall due later.`)] : []),
    ...(met.length === 0 ? [] : [paragraph(`*Done*\n${met.slice(-shownAtMost).map(metDuty).join("\n")}`)]),
    ...(open.length + met.length === 0 ? [] : [buttons("why", [button("Why?", actions.openWhy, ref)])]),
  ];
};

/** Seen, picked up, allocated, decided: four things, and none of them is another. */
const standsNow = ({ seenByReceiver, holdings, allocated, decided, may }: CaseCard): readonly string[] => [
  ...holdings.map(holdingInWords),
  ...allocated.map((one) => allocatedInWords(one, may)),
  seenByReceiver
    ? "Seen by the agency that it was sent to."
    : "Not opened yet by the agency that it was sent to.",
  decided === undefined
    ? "Not decided yet: no discussion of both agencies is written down."
    : `Decided ${when(decided.at)}: ${discussionDecisionInWords[decided.decision]}.`,
];

/** A case as it stands: the next step first, who has it, what falls due, and only what this reader may do. */
export const caseCardView = (card: CaseCard, problem?: string): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain(card.ref),
  close: plain("Close"),
  blocks: [
    ...(problem === undefined ? [] : [paragraph(`*${escapeMarkup(problem)}*`)]),
    paragraph(nextStep(card)),
    ...pickUpButtons(card),
    paragraph(`*Who has it*\n${standsNow(card).join("\n")}`),
    paragraph(facts(card)),
    ...disputesAndNews(card),
    ...earlierConcerns(card),
    ...departures(card),
    ...duties(card),
    ...mailsInWords(card),
    ...pressable(card),
  ] satisfies KnownBlock[],
});

const whyOf = (duty: Duty): KnownBlock =>
  paragraph(
    `*${escapeMarkup(duty.says)} (${escapeMarkup(duty.rule)}): due ${when(duty.dueAt)}*\n${duty.because.map(escapeMarkup).join("\n")}`,
  );

/** Because of what each duty is due when it is, step by step, those still open first. */
export const whyView = ({ ref, open, met }: CaseCard): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain(`Why: ${ref}`),
  close: plain("Close"),
  blocks: [
    ...open.slice(0, shownAtMost).map(whyOf),
    ...met.slice(-shownAtMost).map(whyOf),
    ...(open.length + met.length === 0 ? [paragraph("Nothing has fallen due.")] : []),
  ] satisfies KnownBlock[],
});
