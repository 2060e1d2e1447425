import type { KnownBlock } from "@slack/types";
import { paragraph } from "../elements.ts";

export type ReadFirst = "known before" | "a relative or friend";

const readFirstInWords: Readonly<Record<ReadFirst, string>> = {
  "known before": "*Read the earlier concerns before you decide.* They are on the card of the case.",
  "a relative or friend":
    "*A relative or a friend of the family is worried.* Read the earlier concerns before you decide, if there are any.",
};

/** What whoever decides is asked to read first. */
export const readFirstLine = (readFirst: ReadFirst | undefined): readonly KnownBlock[] =>
  readFirst === undefined ? [] : [paragraph(readFirstInWords[readFirst])];
