import type { KnownBlock, ModalView } from "@slack/types";
import type { Instant } from "../../domain/instant.ts";
import { views } from "../action-ids.ts";
import { escapeMarkup, paragraph, plain } from "../elements.ts";
import { when } from "../words.ts";

type WhoLooked = {
  readonly ref: string;
  readonly lines: readonly { readonly at: Instant; readonly says: string }[];
  readonly older: number;
};

/** Who has looked at a case, the newest first. It names staff and teams, and never a child. */
export const whoLookedView = ({ ref, lines, older }: WhoLooked): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain(`Looked: ${ref}`),
  close: plain("Close"),
  blocks: [
    paragraph(
      "Who has looked, who was refused, and who was told, the newest first. That you see this is recorded.",
    ),
    ...lines.map(({ at, says }) => paragraph(`*${when(at)}* ${escapeMarkup(says)}.`)),
    ...(lines.length === 0 ? [paragraph("Nobody yet.")] : []),
    ...(older > 0 ? [paragraph(`And ${older} more before that: ask for the record of access.`)] : []),
  ] satisfies KnownBlock[],
});
