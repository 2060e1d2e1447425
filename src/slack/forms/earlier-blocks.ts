import type { KnownBlock } from "@slack/types";
import type { CaseCard, CardEarlier } from "../../domain/case/case-card.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, paragraph } from "../elements.ts";
import { when } from "../words.ts";

const shownAtMost = 5;

const howSure = ({ by }: CardEarlier): string =>
  by === "name alone"
    ? "possible: the name alone is the same"
    : "the name and the date of birth are the same";

const oneOf = (earlier: CardEarlier): readonly KnownBlock[] => [
  paragraph(
    `${earlier.ref}, referred ${when(earlier.enteredAt)}: ${howSure(earlier)}. Now: ${earlier.stands}.`,
  ),
  buttons(`earlier-${earlier.ref}`, [button(`Open ${earlier.ref}`, actions.openCase, earlier.ref)]),
];

/** The earlier referrals that may be about the same child, the newest first. It is for whoever reads to say whether they are. */
export const earlierConcerns = ({ earlier, isStillToLook }: CaseCard): readonly KnownBlock[] => {
  const more = earlier.length - shownAtMost;
  return [
    ...(isStillToLook === true
      ? [
          paragraph(
            "*Earlier concerns about this child could not be looked for yet.* Tandem goes on trying. Until then look in your own records.",
          ),
        ]
      : []),
    ...(earlier.length === 0 ? [] : [paragraph("*Earlier concerns about this child*, the newest first")]),
    ...earlier.slice(0, shownAtMost).flatMap(oneOf),
    ...(more > 0 ? [paragraph(`And ${more} more from before these.`)] : []),
  ];
};
