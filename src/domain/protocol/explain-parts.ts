import type { z } from "zod";
import type { behaviourToCome } from "./vocabulary.ts";

/** What every entry of a protocol says of itself. */
export type Provenance = {
  readonly rule: string;
  readonly source: string;
  readonly says: string;
  readonly notYet?: z.infer<typeof behaviourToCome> | undefined;
};

export type Facts = readonly (readonly [name: string, value: string | undefined])[];

/** What Markdown would take for layout is taken literally. */
const literal = (text: string): string => text.replaceAll(/([\\`*_#|<>[\]])/g, "\\$1");

/** One entry of a list: what it demands, then its facts a line each, and where it was read. */
export const entryInWords = ({ rule, source, says, notYet }: Provenance, facts: Facts): string =>
  [
    `### ${rule}: ${literal(says)}`,
    "",
    ...(notYet === undefined ? [] : [`- **Not yet kept**: it waits for ${notYet}`]),
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${literal(value)}`])),
    `- Source: ${literal(source)}`,
  ].join("\n");

/** A part of the page; a list without entries has none. */
export const section = (title: string, leads: string, entries: readonly string[]): readonly string[] =>
  entries.length === 0 ? [] : [`## ${title}`, leads, ...entries];

/** Cells in a row of a table. */
export const row = (cells: readonly string[]): string => `| ${cells.map(literal).join(" | ")} |`;

export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  [row(heads), `|${heads.map(() => "---|").join("")}`, ...rows.map((cells) => row(cells))].join("\n"),
];
