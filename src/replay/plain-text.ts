import type { KnownBlock } from "@slack/types";

/** Slack's markup as it is read: without the stars of bold text, and with the characters that stand escaped. */
export const unmarked = (markup: string): string =>
  markup
    .replaceAll(/\*([^*\n]+)\*/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const linesOf = (block: KnownBlock): readonly string[] => {
  if (block.type === "section") return unmarked(block.text?.text ?? "").split("\n");
  if (block.type === "header") return [block.text.text];
  if (block.type !== "actions") return [];
  const labels = block.elements.flatMap((one) => (one.type === "button" ? [`[${one.text.text}]`] : []));
  return labels.length === 0 ? [] : [labels.join(" ")];
};

/** What a message shows, line by line. */
export const shownIn = (blocks: readonly KnownBlock[]): readonly string[] => blocks.flatMap(linesOf);
