import { ruleLists } from "./rule-lists.ts";
import { plain } from "./in-words.ts";
import type { WrittenProtocol } from "./flatten.ts";

type Entry = Readonly<Record<string, unknown>>;

export type Change = {
  readonly list: string;
  /** The rule and, where it has one, the id. */
  readonly name: string;
  readonly kind: "added" | "removed" | "changed";
  readonly says: readonly string[];
};

const entriesOf = (written: WrittenProtocol, list: string): readonly Entry[] =>
  (written[list] as readonly Entry[] | undefined) ?? [];

const keyOf = (entry: Entry): string => String(entry["id"] ?? entry["rule"]);
const nameOf = (entry: Entry): string =>
  entry["id"] === undefined ? keyOf(entry) : `${String(entry["rule"])} (${keyOf(entry)})`;

/** A value as a file writes it, in one line. */
const inWords = (value: unknown): string => {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `[${value.map(inWords).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${inWords(inner)}`)
      .join(", ")} }`;
  return typeof value === "string" ? value : JSON.stringify(value);
};

const differences = (a: Entry, b: Entry): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => inWords(a[key]) !== inWords(b[key]))
    .map((key) => `${plain(key)}: was ${inWords(a[key])}, is ${inWords(b[key])}`);

type Named = readonly (readonly [key: string, entry: Entry])[];

const changesIn = (list: string, a: Named, b: Named, name: (key: string, entry: Entry) => string) => {
  const before = new Map(a);
  const after = new Map(b);
  const added = b
    .filter(([key]) => !before.has(key))
    .map(([key, one]): Change => ({
      list,
      name: name(key, one),
      kind: "added",
      says: [inWords(one["says"])],
    }));
  const removed = a
    .filter(([key]) => !after.has(key))
    .map(([key, one]): Change => ({
      list,
      name: name(key, one),
      kind: "removed",
      says: [inWords(one["says"])],
    }));
  const changed = a.flatMap(([key, one]): readonly Change[] => {
    const other = after.get(key);
    const says = other === undefined ? [] : differences(one, other);
    return other === undefined || says.length === 0
      ? []
      : [{ list, name: name(key, other), kind: "changed", says }];
  });
  return [...added, ...removed, ...changed];
};

const keyed = (entries: readonly Entry[]): Named => entries.map((entry) => [keyOf(entry), entry] as const);

const slotsOf = (written: WrittenProtocol): Named =>
  Object.entries((written["slots"] as Readonly<Record<string, Entry>> | undefined) ?? {});

const sourcesOf = (written: WrittenProtocol): Named =>
  entriesOf(written, "sources").map((source) => [
    String(source["title"]),
    { ...source, says: source["edition"] },
  ]);

/** What is not the same in two protocols, each with everything that it extends: entry by entry, field by field. */
export const diffProtocols = (a: WrittenProtocol, b: WrittenProtocol): readonly Change[] => [
  ...changesIn("sources", sourcesOf(a), sourcesOf(b), (title) => title),
  ...changesIn("slots", slotsOf(a), slotsOf(b), (slot) => slot),
  ...ruleLists.flatMap((list) =>
    changesIn(list, keyed(entriesOf(a, list)), keyed(entriesOf(b, list)), (_key, entry) => nameOf(entry)),
  ),
];
