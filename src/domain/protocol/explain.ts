import { ruleLists } from "./rule-lists.ts";
import { explainDuties } from "./explain-duties.ts";
import { explainJudgements } from "./explain-judgements.ts";
import { section, table } from "./explain-parts.ts";
import { plain, slotInWords } from "./in-words.ts";
import type { Protocol } from "./protocol-schema.ts";

const waiting = (protocol: Protocol) =>
  ruleLists
    .flatMap((list) => [...protocol[list]])
    .flatMap(({ rule, says, notYet }) => (notYet === undefined ? [] : [[rule, says, notYet] as const]))
    .toSorted(([, , one], [, , other]) => one.localeCompare(other));

const notKept = (protocol: Protocol): readonly string[] => {
  const rows = waiting(protocol);
  return rows.length === 0
    ? ["Everything on this page is kept by this version of Tandem."]
    : section(
        "Not yet kept",
        "**Tandem shows these and does nothing about them yet.** Until then people keep them as they do today.",
        table(["Rule", "What it demands", "Waits for"], rows),
      );
};

const sources = (protocol: Protocol): readonly string[] =>
  section(
    "Where it was read",
    "Where this page and its source disagree, the source is right, and the file is to be put right.",
    table(
      ["Source", "Edition", "Review due", "Note"],
      protocol.sources.map(({ title, edition, reviewDue = "not stated", note = "" }) => [
        title,
        edition,
        reviewDue,
        note,
      ]),
    ),
  );

const slots = (protocol: Protocol): readonly string[] =>
  section(
    "Who takes part",
    "Each area says which team or person fills each part.",
    table(
      ["Part", "Kind", "Who that is"],
      Object.entries(protocol.slots).map(([slot, { kind, says }]) => [slotInWords(slot), plain(kind), says]),
    ),
  );

/** A protocol as a page that whoever works by it can read: who must do what by when, and where that was read. Markdown. */
export const explain = (protocol: Protocol): string =>
  [
    `# ${protocol.title}`,
    "Written from the protocol's data file, so that it says what Tandem does.",
    ...notKept(protocol),
    ...sources(protocol),
    ...slots(protocol),
    ...explainDuties(protocol),
    ...explainJudgements(protocol),
  ].join("\n\n");
