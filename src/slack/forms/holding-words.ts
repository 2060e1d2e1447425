import type { Holding } from "../../domain/case/case-card.ts";
import { escapeMarkup } from "../elements.ts";
import { when } from "../words.ts";

/** Who has it at one hop, since when and how; or that nobody has. */
export const holdingInWords = ({ team, had }: Holding): string => {
  if (had === undefined) return `${escapeMarkup(team)}: nobody yet.`;
  const name = escapeMarkup(had.name);
  return had.how === "picked-up"
    ? `${escapeMarkup(team)}: ${name} has had it since ${when(had.at)}.`
    : `${escapeMarkup(team)}: told by telephone on ${when(had.at)}, written down by ${name}.`;
};

/** Who has it, in a few words for a list. */
export const whoHasIt = (holdings: readonly Holding[]): string => {
  const open = holdings.filter(({ had }) => had === undefined).map(({ team }) => escapeMarkup(team));
  const names = new Set(
    holdings.flatMap(({ team, had }) => {
      if (had === undefined) return [];
      return [escapeMarkup(had.how === "picked-up" ? had.name : `${team}, told by telephone`)];
    }),
  );
  if (names.size === 0) return "Nobody yet";
  const has = `${[...names].join(" and ")} ${names.size === 1 ? "has" : "have"} it`;
  return open.length === 0 ? has : `${has}; nobody yet at ${open.join(" and ")}`;
};
