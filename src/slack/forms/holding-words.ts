import type { AllocatedTo, Holding, Offered } from "../../domain/case/case-card.ts";
import { escapeMarkup } from "../elements.ts";
import { capital, caseRoleInWords, when } from "../words.ts";

/** Who has it at one hop, since when and how; or that nobody has. */
export const holdingInWords = ({ team, had }: Holding): string => {
  if (had === undefined) return `${escapeMarkup(team)}: nobody yet.`;
  const name = escapeMarkup(had.name);
  return had.how === "picked-up"
    ? `${escapeMarkup(team)}: ${name} has had it since ${when(had.at)}.`
    : `${escapeMarkup(team)}: told by telephone on ${when(had.at)}, written down by ${name}.`;
};

const partInWords = ({ as, name }: AllocatedTo): string =>
  `${capital(caseRoleInWords[as])}: ${name === undefined ? "nobody yet" : escapeMarkup(name)}`;

/** To whom each agency has allocated it, in a line of a list; nothing while neither has. */
export const allocatedInList = (allocated: readonly AllocatedTo[]): string =>
  allocated.every(({ name }) => name === undefined) ? "" : ` ${allocated.map(partInWords).join("; ")}.`;

/** To whom each agency has allocated it; where nobody of one's own is named yet, whoever may is told where. */
export const allocatedInWords = (one: AllocatedTo, may: readonly Offered[]): string =>
  one.name === undefined && one.ours && may.includes("name-person")
    ? `${partInWords(one)}. To allocate it, press *More*, then *People in the case*.`
    : `${partInWords(one)}.`;

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
