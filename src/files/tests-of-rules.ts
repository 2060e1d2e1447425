import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The title of a test or of a group of them, also after the table of `each`. */
const title = /(?:\b(?:it|test|describe)(?:\.[a-z]+)*|\])\s*\(\s*(["'`])((?:(?!\1)[\s\S])*?)\1/g;
/** What a story says of itself, in one line. */
const storySays = /^says:\s*(.+)$/gm;

const namesIn = (file: string, text: string): readonly string[] =>
  file.endsWith(".yaml")
    ? [...text.matchAll(storySays)].map(([, says = ""]) => says)
    : [...text.matchAll(title)].map(([, , words = ""]) => words);

const mentions = (name: string, rule: string): boolean => new RegExp(`\\b${rule}(?!\\d)`).test(name);

type Named = { readonly file: string; readonly names: readonly string[] };

const namedIn = (folder: string): readonly Named[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(test\.ts|yaml)$/.test(file) && !file.startsWith("fixtures"))
    .toSorted()
    .map((file) => ({ file, names: namesIn(file, readFileSync(path.join(folder, file), "utf8")) }));

/** The test files and stories that name a rule in a title; none where the tests are not there, as where Tandem only runs. */
export const testsOfRules = (root: string): ((rule: string) => readonly string[]) => {
  const folder = path.join(root, "test");
  const all = existsSync(folder) ? namedIn(folder) : [];
  return (rule) =>
    all.filter(({ names }) => names.some((name) => mentions(name, rule))).map(({ file }) => file);
};
