import type { KnownBlock, ModalView } from "@slack/types";
import { views } from "../action-ids.ts";
import { escapeMarkup, paragraph, plain } from "../elements.ts";

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

/** A short answer in a window of its own. */
export const answerView = (title: string, says: string): ModalView =>
  closable(title, [paragraph(escapeMarkup(says))]);

export type RecordedModel = {
  readonly ref: string;
  readonly sentTo: string;
  readonly telephone: string;
  readonly restricted: boolean;
  readonly existed: boolean;
};

/** That a referral is recorded: shown only after the commit. */
export const recordedView = ({ ref, sentTo, telephone, restricted, existed }: RecordedModel): ModalView =>
  closable("Recorded", [
    paragraph(`*${existed ? "This form was recorded already." : "Recorded."} Tandem ref ${ref}*`),
    paragraph(
      restricted
        ? `It went to the ${escapeMarkup(sentTo)} and to no team. *Ring them now on ${escapeMarkup(telephone)}.*`
        : `Sent to the ${escapeMarkup(sentTo)}. Nobody has it yet: you will be told who does. To speak to them now, ring ${escapeMarkup(telephone)}.`,
    ),
    paragraph(immediateDanger),
  ]);
