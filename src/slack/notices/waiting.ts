import type { KnownBlock } from "@slack/types";
import type { NoticeModel } from "../../domain/notices/notice.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { agencyName, when } from "../words.ts";
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

/** Why this reader is told and not another. */
export const whyInWords = (why: string | undefined): string =>
  why === undefined ? "" : `\nYou are told because ${escapeMarkup(why)}.`;

export const renderSenderWaiting = (model: ModelOf<"sender-waiting">): Rendered => {
  const whom = model.agency === undefined ? "Nobody" : `Nobody of ${agencyName(model.agency)}`;
  const text = `${whom} has ${model.ref} yet, after ${lengthInWords(model.minutes)}.`;
  const since =
    model.offDuty === undefined
      ? ""
      : ` The hours of the ${escapeMarkup(model.offDuty)} have changed: it is with the ${escapeMarkup(model.team)} too now.`;
  const ring = `if you cannot wait, ring the ${escapeMarkup(model.team)} on ${escapeMarkup(model.telephone)}, then press`;
  return {
    text,
    blocks: [
      paragraph(`*Next: ${ring} Told by telephone and name whom you told.*`),
      paragraph(`${text}${since} Others are being told.${whyInWords(model.why)}`),
      caseButtons(model.ref),
    ],
  };
};

export const renderRingNow = (model: ModelOf<"ring-now">): Rendered => {
  const ring = `${model.says} now on ${model.telephone}`;
  const waited = `Nobody has ${model.ref} after ${lengthInWords(model.minutes)}, and everybody on the list was told.`;
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

export const renderStillYours = (model: ModelOf<"still-yours">): Rendered => {
  const text = `You have had ${model.ref} since ${when(model.since)}, and nothing is recorded since.`;
  return {
    text,
    blocks: [
      paragraph("*Next: record what you did, or hand it back.*"),
      paragraph(escapeMarkup(text)),
      buttons("case", [
        button("Record discussion", actions.openDiscussion, model.ref, "primary"),
        button("Record a step", actions.openStep, model.ref),
        button("Hand back", actions.openHandBack, model.ref, "danger"),
        button("Read the referral", actions.readReferral, model.ref),
      ]),
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
