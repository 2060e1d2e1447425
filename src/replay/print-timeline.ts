import type { NoticeHeard, ReplayDocument } from "./document-schema.ts";
import {
  printChanged,
  printDeadline,
  printEscalation,
  printHandOver,
  printMet,
  printNotice,
  printReminder,
  printRoute,
  printStep,
  type Printed,
} from "./print-parts.ts";

type Placed = { readonly order: number; readonly local: string; readonly printed: Printed };
type Happened = { readonly order: number; readonly local: string };

const placed = <T extends Happened>(all: readonly T[], print: (one: T) => Printed): readonly Placed[] =>
  all.map((one) => ({ order: one.order, local: one.local, printed: print(one) }));

const met = ({ deadlines }: ReplayDocument): readonly Placed[] =>
  deadlines.flatMap((one) =>
    one.met === null ? [] : [{ order: one.met.order, local: one.met.local, printed: printMet(one) }],
  );

const changed = ({ deadlines }: ReplayDocument): readonly Placed[] =>
  deadlines.flatMap((one) =>
    one.superseded.map(({ until }, change) => ({
      order: until.order,
      local: until.local,
      printed: printChanged(one, change),
    })),
  );

/** What several people are told at once in the same words is shown once. */
const sameTogether = (notices: readonly NoticeHeard[]): readonly Placed[] => {
  const together = new Map<string, NoticeHeard[]>();
  for (const one of notices) {
    const words = JSON.stringify([one.at, one.urgency, one.edits, one.text, one.shows]);
    together.set(words, [...(together.get(words) ?? []), one]);
  }
  return [...together.values()].flatMap((same) => {
    const readers = [...new Set(same.map(({ to }) => to.name))];
    return placed(same.slice(0, 1), (one) => printNotice(one, readers));
  });
};

/** Everything that happened, in order. What was looked at and led to nothing is in the document alone. */
const inOrder = (document: ReplayDocument): readonly Placed[] =>
  [
    ...placed(document.steps, printStep),
    ...placed(document.routes, printRoute),
    ...placed(document.deadlines, printDeadline),
    ...changed(document),
    ...met(document),
    ...placed(
      document.reminders.filter(({ outcome }) => outcome !== "skipped"),
      printReminder,
    ),
    ...placed(
      document.escalations.filter(({ outcome }) => outcome !== "skipped"),
      printEscalation,
    ),
    ...placed(document.handOvers, printHandOver),
    ...sameTogether(document.notices),
  ].toSorted((a, b) => a.order - b.order);

const widest = 110;

/** A line broken at spaces, so that a page can be printed; what continues is set in by two more. */
const wrapped = (text: string, indent: string): readonly string[] => {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    const isEmpty = line.trim() === "";
    if (!isEmpty && line.length + 1 + word.length > widest) {
      lines.push(line);
      line = `${indent}${text.startsWith("| ") ? "|   " : "  "}${word}`;
    } else line = isEmpty ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line];
};

const printedLines = ({ line, under }: Printed): readonly string[] => [
  ...wrapped(line, "  "),
  ...under.flatMap((one) => wrapped(one, "      ")),
];

const timeline = (document: ReplayDocument): readonly string[] => {
  const lines: string[] = [];
  let shown = "";
  for (const { local, printed } of inOrder(document)) {
    if (local !== shown) lines.push("", local);
    shown = local;
    lines.push(...printedLines(printed));
  }
  return lines;
};

const standing = ({ cases, deadlines, untilLocal }: ReplayDocument): readonly string[] => [
  "",
  `How it stands ${untilLocal}`,
  ...cases.flatMap(({ ref, urgency, restricted, held }) => [
    `  ${ref}, ${urgency}${restricted ? ", restricted" : ""}`,
    ...held.map(({ name, how, by, sinceLocal }) =>
      how === "nobody"
        ? `      ${name}: nobody has it`
        : `      ${name}: ${how === "told" ? "told by telephone, written down by" : "picked up by"} ${by ?? ""}, ${sinceLocal ?? ""}`,
    ),
    ...deadlines
      .filter((one) => one.ref === ref)
      .map((one) => `      ${one.rule}, due ${one.dueLocal}, ${one.ownerName}: ${one.state}`),
  ]),
];

/** The timeline of a story in plain text, for somebody who knows the duty and not the program. */
export const printTimeline = (document: ReplayDocument): string => {
  const title = document.story.replaceAll("-", " ");
  const head = [
    title.charAt(0).toUpperCase() + title.slice(1),
    ...wrapped(document.says, ""),
    `${document.area.name}. ${document.protocol.title}.`,
  ];
  return `${[...head, ...timeline(document), ...standing(document)].join("\n")}\n`;
};
