import type { KnownBlock } from "@slack/types";
import type { NoticeModel } from "../../domain/notices/notice.ts";
import type { Person } from "../../ports.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { agencyName, personName, when } from "../words.ts";
import { lengthInWords } from "./referral-post.ts";

type ModelOf<K extends NoticeModel["kind"]> = Extract<NoticeModel, { kind: K }>;

/** The buttons of somebody who has, or has sent, a referral. */
export const caseButtons = (ref: string, blockId = "case"): KnownBlock =>
  buttons(blockId, [
    button("Told by telephone", actions.openToldByTelephone, ref),
    button("Record discussion", actions.openDiscussion, ref),
    button("Read the referral", actions.readReferral, ref),
    button("Record a step", actions.openStep, ref),
  ]);

/** The buttons of somebody who has it and has recorded nothing. */
export const holderButtons = (ref: string): KnownBlock =>
  buttons("case", [
    button("Record discussion", actions.openDiscussion, ref, "primary"),
    button("Record a step", actions.openStep, ref),
    button("Hand back", actions.openHandBack, ref, "danger"),
    button("Read the referral", actions.readReferral, ref),
  ]);

/** Why this reader is told and not another. */
export const whyInWords = (why: string | undefined): string =>
  why === undefined ? "" : `\nYou are told because ${escapeMarkup(why)}.`;

const notHad = ({ ref, comingFrom, agency }: ModelOf<"sender-waiting">): string => {
  if (comingFrom !== undefined)
    return `The ${comingFrom} has ${ref} and is to pass it on: nobody else is named yet`;
  return `Nobody${agency === undefined ? "" : ` of ${agencyName(agency)}`} has ${ref} yet`;
};

export const renderSenderWaiting = (model: ModelOf<"sender-waiting">): Rendered => {
  const text = `${notHad(model)}, after ${lengthInWords(model.minutes)}.`;
  const since =
    model.offDuty === undefined
      ? ""
      : ` The hours of the ${escapeMarkup(model.offDuty)} have changed: it is with the ${escapeMarkup(model.team)} too now.`;
  const ring = `if you cannot wait, ring the ${escapeMarkup(model.team)} on ${escapeMarkup(model.telephone)}, then press`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph(`*Next: ${ring} Told by telephone and name whom you told.*`),
      paragraph(`${escapeMarkup(text)}${since} Others are being told.${whyInWords(model.why)}`),
      caseButtons(model.ref),
    ],
  };
};

export const renderRingNow = (model: ModelOf<"ring-now">): Rendered => {
  const ring = `${model.says} now on ${model.telephone}`;
  const nobody =
    model.comingFrom === undefined
      ? `Nobody has ${model.ref}`
      : `The ${model.comingFrom} has ${model.ref} and was to pass it on, nobody else is named`;
  const waited = `${nobody} after ${lengthInWords(model.minutes)}, and everybody on the list was told.`;
  return {
    text: escapeMarkup(`${ring}. ${waited}`),
    blocks: [
      paragraph(
        `*Next: ${escapeMarkup(ring.charAt(0).toLowerCase() + ring.slice(1))}, then press Told by telephone and name whom you told.*`,
      ),
      paragraph(`${escapeMarkup(waited)}${whyInWords(model.why)}`),
      caseButtons(model.ref),
    ],
  };
};

const ringThem = "*Next: ring them; if they cannot act, have them hand it back, or ring whoever can.*";
const takeItOver =
  "*Next: agree who takes it over. A manager hands it back in the case; then whoever takes it presses I'm dealing with this.*";

/** Somebody else has it: they are off shift or do not answer, and it is urgent, or they have left. */
const renderStillTheirs = (model: ModelOf<"still-yours">, holder: string): Rendered => {
  const isGone = model.gone === true;
  const why = isGone ? `${holder} is not here any more.` : "It is urgent.";
  const text = `${holder} has had ${model.ref}, ${model.areaName}, since ${when(model.since)}, and nothing is recorded since. ${why}`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph(isGone ? takeItOver : ringThem),
      paragraph(escapeMarkup(text)),
      caseButtons(model.ref),
    ],
  };
};

export const renderStillYours = (
  model: ModelOf<"still-yours">,
  people: ReadonlyMap<string, Person>,
): Rendered => {
  if (model.holder !== undefined) return renderStillTheirs(model, personName(people, model.holder));
  const text = `You have had ${model.ref} since ${when(model.since)}, and nothing is recorded since.`;
  return {
    text,
    blocks: [
      paragraph("*Next: record what you did, or hand it back.*"),
      paragraph(escapeMarkup(text)),
      holderButtons(model.ref),
    ],
  };
};

export const renderHandedBack = (model: ModelOf<"handed-back">): Rendered => {
  const ring = `${model.ring.says} now on ${model.ring.telephone}.`;
  const text = `Nobody has ${model.ref} now: the ${model.team} handed it back on ${when(model.at)}.`;
  return {
    text: escapeMarkup(`${text} ${ring}`),
    blocks: [
      paragraph(`*${escapeMarkup(ring)}*\n${escapeMarkup(text)}`),
      paragraph(
        "They are being told again. When you have told somebody, press *Told by telephone* and name them.",
      ),
      caseButtons(model.ref),
    ],
  };
};
