import type { ProtocolFile } from "./protocol-schema.ts";
import { rulesToCover } from "./rules-to-cover.ts";

export type Kind = "enforced" | "reminded" | "recorded" | "guidance" | "not yet";

/** One place where a rule is written: which file, which list, under which id, and what is made of it there. */
export type Place = {
  readonly rule: string;
  readonly file: string;
  readonly list: string;
  readonly id?: string;
  readonly kind: Kind;
  readonly waitsFor?: string;
};

/** A rule, everywhere it is written, and the tests whose names say that they are about it. */
export type Covered = {
  readonly rule: string;
  /** What the rule asks of software: any of E, R, C and I. */
  readonly asks: string;
  readonly places: readonly Place[];
  readonly kinds: readonly Kind[];
  readonly tests: readonly string[];
};

const kindOf = {
  routes: "enforced",
  clocks: "reminded",
  tasks: "reminded",
  gates: "enforced",
  presumptions: "enforced",
  requires: "enforced",
  deciders: "enforced",
  notices: "enforced",
  reviews: "reminded",
} as const;

type Entry = { readonly rule: string; readonly id?: string; readonly notYet?: string | undefined };

const alsoNamed = (entry: object): readonly string[] => [
  ...("alsoStartsWith" in entry ? (entry.alsoStartsWith as readonly Entry[]).map(({ rule }) => rule) : []),
  ...("except" in entry ? [(entry.except as Entry).rule] : []),
];

type In = Pick<Place, "file" | "list"> & { readonly kind: Kind };

const placesOf = (entry: Entry, { file, list, kind }: In): readonly Place[] =>
  [entry.rule, ...alsoNamed(entry)].map((rule) => ({
    rule,
    file,
    list,
    ...(entry.id === undefined ? {} : { id: entry.id }),
    kind: entry.notYet === undefined ? kind : "not yet",
    ...(entry.notYet === undefined ? {} : { waitsFor: entry.notYet }),
  }));

const listed = Object.entries(kindOf) as [keyof typeof kindOf, Kind][];

const placesIn = (file: string, protocol: ProtocolFile): readonly Place[] => [
  ...listed.flatMap(([list, kind]) =>
    protocol[list].flatMap((entry) => placesOf(entry, { file, list, kind })),
  ),
  ...protocol.alsoHeld.flatMap((entry) => placesOf(entry, { file, list: "alsoHeld", kind: entry.kind })),
];

/** Where each rule of the seeds and of the statutory layer is kept, and by which tests it is named. */
export const coverage = (
  files: ReadonlyMap<string, ProtocolFile>,
  testsOf: (rule: string) => readonly string[],
): readonly Covered[] => {
  const all = [...files].flatMap(([file, protocol]) => placesIn(file, protocol));
  return rulesToCover.map(({ rule, asks }) => {
    const places = all.filter((place) => place.rule === rule);
    return { rule, asks, places, kinds: [...new Set(places.map(({ kind }) => kind))], tests: testsOf(rule) };
  });
};

/** The rules of which something still waits: one entry that is kept does not make up for another that is not. */
export const notYet = (covered: readonly Covered[]): readonly string[] =>
  covered.filter(({ kinds }) => kinds.includes("not yet")).map(({ rule }) => rule);

const placeInWords = ({ file, list, id, waitsFor }: Place): string =>
  [
    file,
    `: ${list}`,
    id === undefined ? "" : ` ${id}`,
    waitsFor === undefined ? "" : ` (waits for ${waitsFor})`,
  ].join("");

const cells = ({ rule, places, kinds, tests }: Covered): readonly string[] => [
  rule,
  places.length === 0 ? "in no file" : places.map(placeInWords).join("<br>"),
  kinds.join(", "),
  tests.length === 0 ? "none names it" : tests.join("<br>"),
];

/** The table that `tandem protocol coverage` prints. Markdown. */
export const coverageInWords = (covered: readonly Covered[]): string => {
  const rows = [
    ["Rule", "Where it lives", "Kind", "Tests that name it"],
    ["---", "---", "---", "---"],
  ];
  const lines = [...rows, ...covered.map(cells)].map((row) => `| ${row.join(" | ")} |`);
  const missing = covered.filter(({ places }) => places.length === 0).length;
  const waits = notYet(covered).length;
  return [
    ...lines,
    "",
    `${covered.length} rules: ${missing} in no file, ${waits} not yet kept, ${covered.filter(({ tests }) => tests.length === 0).length} named by no test.`,
  ].join("\n");
};
