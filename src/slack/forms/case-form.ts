import type { KnownBlock, ModalView } from "@slack/types";
import { escapeMarkup, paragraph, plain } from "../elements.ts";

/** Said above the fields of every form whose answers both agencies can open. */
export const bothAgenciesRead = "Both agencies can read what you write here.";

export type CaseFormModel = {
  /** The name under which its answers come back. */
  readonly callback: string;
  readonly ref: string;
  /** What else the form was drawn for; it comes back with the answers. */
  readonly about?: string;
  readonly title: string;
  readonly submit?: string;
  /** Who can read what is written in it. */
  readonly reads?: string;
  readonly blocks: readonly KnownBlock[];
};

/** A form about a case: who can read what is written stands above every field. */
export const caseForm = ({
  callback,
  ref,
  about,
  title,
  submit,
  reads,
  blocks,
}: CaseFormModel): ModalView => ({
  type: "modal",
  callback_id: callback,
  private_metadata: about === undefined ? ref : `${ref} ${about}`,
  title: plain(title),
  submit: plain(submit ?? "Record"),
  close: plain("Cancel"),
  blocks: [paragraph(escapeMarkup(reads ?? bothAgenciesRead)), ...blocks],
});
