import { writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.ts";
import type { Instant } from "../domain/instant.ts";
import { coverage, coverageInWords } from "../domain/protocol/coverage.ts";
import { diffProtocols } from "../domain/protocol/diff.ts";
import { diffInWords } from "../domain/protocol/diff-in-words.ts";
import { explain } from "../domain/protocol/explain.ts";
import { helpFor } from "../files/help-for.ts";
import { jsonSchemas } from "../files/json-schemas.ts";
import { loadProtocol, readProtocolFiles, type LoadedProtocol } from "../files/load-protocol.ts";
import { faultInWords, type Fault } from "../files/read-yaml.ts";
import { testsOfRules } from "../files/tests-of-rules.ts";
import { protocolWarnings } from "./protocol-warnings.ts";

type Sound = Extract<LoadedProtocol, { ok: true }>;

/** What a command answers: lines to print, or a UserError. */
type Answer = readonly string[];

const faultsInWords = (faults: readonly Fault[]): string => {
  const schema = jsonSchemas()["protocol.json"];
  const lines = faults.flatMap((one) => [
    `fault    ${faultInWords(one)}`,
    `         ${helpFor(one, schema)}`,
  ]);
  return [
    ...lines,
    `${faults.length} ${faults.length === 1 ? "fault" : "faults"}: it is not put in force`,
  ].join("\n");
};

const sound = (file: string | undefined, usage: string): Sound => {
  if (file === undefined) throw new UserError(`Say which file, for example: ${usage}`);
  const loaded = loadProtocol(file);
  if (loaded.ok) return loaded;
  throw new UserError(faultsInWords(loaded.faults));
};

const check = ([file]: readonly string[], now: Instant): Answer => {
  const loaded = sound(file, "protocol check protocols/bexley.yaml");
  const warnings = protocolWarnings(loaded, now);
  const { areas, protocol } = loaded;
  return [
    ...warnings.flatMap(({ help, ...one }) => [`warning  ${faultInWords(one)}`, `         ${help}`]),
    `${protocol.title}: sound, ${warnings.length} ${warnings.length === 1 ? "warning" : "warnings"}, ${areas.length} ${areas.length === 1 ? "area works" : "areas work"} by it`,
  ];
};

const explained = ([file]: readonly string[]): Answer => [
  explain(sound(file, "protocol explain protocols/bexley.yaml").protocol),
];

const differing = ([a, b]: readonly string[]): Answer => {
  const usage = "protocol diff protocols/bexley.yaml bexley-2027.yaml";
  const [before, after] = [sound(a, usage), sound(b, usage)];
  const names = [before, after].map(({ file }) => path.basename(file.file)) as [string, string];
  return [diffInWords(names, diffProtocols(before.written, after.written))];
};

const covered = (root: string): Answer => [
  coverageInWords(coverage(readProtocolFiles(root), testsOfRules(root))),
];

/** Writes what editors check the data files by; a test says when that is to be done again. */
const writeSchemas = (root: string): Answer =>
  Object.entries(jsonSchemas("ref")).map(([name, schema]) => {
    writeFileSync(path.join(root, "docs/schemas", name), `${JSON.stringify(schema, undefined, 2)}\n`);
    return `docs/schemas/${name} is written; run: npm run format`;
  });

const usage = [
  "Usage: npm run tandem -- protocol COMMAND",
  "  check FILE    says everything that is wrong with a protocol, and warns of what will soon be",
  "  explain FILE  who must do what by when, with sources, as a page in Markdown",
  "  diff A B      what changes for cases that are open, and for new ones",
  "  schemas       writes docs/schemas, by which editors complete the data files",
  "  reviews       by when the protocol of each area is to be reviewed, and by whom",
  "  reviewed AREA writes down that it was reviewed",
  "  coverage      every rule of the seeds: where it lives, what is made of it, which tests name it",
].join("\n");

/** `tandem protocol`: everything that one can know of a protocol before it does anything. Throws UserError. */
export const protocolCommand = (
  [name, ...words]: readonly string[],
  { root, now }: { readonly root: string; readonly now: Instant },
): Answer => {
  switch (name) {
    case "check":
      return check(words, now);
    case "explain":
      return explained(words);
    case "diff":
      return differing(words);
    case "coverage":
      return covered(root);
    case "schemas":
      return writeSchemas(root);
    case undefined:
    default:
      throw new UserError(usage);
  }
};
