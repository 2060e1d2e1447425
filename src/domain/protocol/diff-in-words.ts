import type { Change } from "./diff.ts";
import { plain } from "./in-words.ts";

const changeInWords = ({ name, kind, says }: Change): string =>
  kind === "changed"
    ? [`- ${name} is changed`, ...says.map((one) => `  - ${one}`)].join("\n")
    : `- ${name} is ${kind}: ${says.join("")}`;

const byList = (changes: readonly Change[]): readonly string[] =>
  [...new Set(changes.map(({ list }) => list))].flatMap((list) => [
    `### ${plain(list)}`,
    changes
      .filter((one) => one.list === list)
      .map(changeInWords)
      .join("\n"),
  ]);

const newSlots = (changes: readonly Change[]): readonly string[] => {
  const added = changes.filter(({ list, kind }) => list === "slots" && kind === "added");
  return added.length === 0
    ? []
    : [
        `Before it can start, every area that uses it must fill ${added.map(({ name }) => name).join(", ")}, unless it is a role in the case.`,
      ];
};

/** What it means to put one edition of a protocol in the place of another. Markdown. */
export const diffInWords = (names: readonly [string, string], changes: readonly Change[]): string => {
  const title = `# From ${names[0]} to ${names[1]}`;
  if (changes.length === 0) return `${title}\n\nThey demand the same. Nothing changes for any case.`;
  return [
    title,
    "## Cases that are open already",
    "Nothing changes. A case keeps the protocol that it was opened under, to its end: its routes, its deadlines and who is reminded of them. What an area file says (people, opening hours, ladders) and the working calendar hold for every case at once.",
    "## Cases that are opened once it is in force",
    "It is in force from the next start of Tandem with the new file.",
    ...newSlots(changes),
    ...byList(changes),
  ].join("\n\n");
};
