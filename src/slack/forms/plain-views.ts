import type { KnownBlock, ModalView } from "@slack/types";
import { nothingToShow } from "../../domain/authority/may-act.ts";
import { actions, views } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph, plain } from "../elements.ts";

const immediateDanger = "*Child in immediate danger? Ring 999 first, then record it.*";

const closable = (title: string, blocks: readonly KnownBlock[]): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain(title),
  close: plain("Close"),
  blocks: [...blocks],
});

const list = (telephones: readonly string[]): string =>
  telephones.map((one) => `• ${escapeMarkup(one)}`).join("\n");

/** What is shown in the moment before a form: already the one line that matters most. */
export const waitingView = (title: string): ModalView => ({
  ...closable(title, [paragraph(immediateDanger), paragraph("Opening the form.")]),
  callback_id: views.waiting,
});

/** Something could not be done: what to do now, with the numbers to ring. */
export const ringInstead = (title: string, says: string, telephones: readonly string[]): ModalView =>
  closable(title, [
    paragraph(immediateDanger),
    paragraph(`*${escapeMarkup(says)}*`),
    ...(telephones.length === 0 ? [] : [paragraph(`Ring now:\n${list(telephones)}`)]),
  ]);

export type RefusedModel = {
  readonly title: string;
  readonly says: string;
  readonly telephones: readonly string[];
  /** The reference that the person typed or pressed. */
  readonly about?: string;
};

/**
 * The way out for somebody who is told that there is nothing for them to open: the same words and the same button for a
 * case that is kept from them and for one that there is not. It carries no more than the reference that they gave.
 */
export const openAnyway = ({ says, about }: Pick<RefusedModel, "says" | "about">): readonly KnownBlock[] =>
  says === nothingToShow && about !== undefined
    ? [
        buttons("open-anyway", [
          button("I need this to protect a child now", actions.openTakeAccess, about, "danger"),
        ]),
      ]
    : [];

/** Why somebody may not do what they asked for, and whom to ring. */
export const refusedView = (model: RefusedModel): ModalView => {
  const view = ringInstead(model.title, model.says, model.telephones);
  return { ...view, blocks: [...view.blocks, ...openAnyway(model)] };
};

/** A short answer in a window of its own. */
export const answerView = (title: string, says: string): ModalView =>
  closable(title, [paragraph(escapeMarkup(says))]);

export type RecordedModel = {
  readonly ref: string;
  readonly sentTo: string;
  readonly telephone: string;
  readonly restricted: boolean;
  readonly existed: boolean;
  /** Earlier referrals that may be about the same child and that the reader may see. */
  readonly earlier: readonly string[];
};

const knownBefore = ({ earlier }: RecordedModel) =>
  earlier.length === 0
    ? []
    : [
        paragraph(
          `*The child may have been referred before:* ${earlier.slice(0, 5).join(", ")}${earlier.length > 5 ? `, and ${earlier.length - 5} more` : ""}. Read what was known then: they stand on the card of this case, and nothing was merged.`,
        ),
      ];

/** That a referral is recorded: shown only after the commit. */
export const recordedView = (model: RecordedModel): ModalView => {
  const { ref, sentTo, telephone, restricted, existed } = model;
  return closable("Recorded", [
    paragraph(`*${existed ? "This form was recorded already." : "Recorded."} Tandem ref ${ref}*`),
    paragraph(
      restricted
        ? `It went to the ${escapeMarkup(sentTo)} and to no team. *Ring them now on ${escapeMarkup(telephone)}.*`
        : `Sent to the ${escapeMarkup(sentTo)}. Nobody has it yet: you will be told who does. To speak to them now, ring ${escapeMarkup(telephone)}.`,
    ),
    ...knownBefore(model),
    paragraph(immediateDanger),
  ]);
};
