import type { JsonSchema } from "./json-schemas.ts";
import type { Fault } from "./read-yaml.ts";

const forms = (schema: JsonSchema): readonly JsonSchema[] => {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return inner.length === 0 ? [schema] : inner.flatMap(forms);
};

const inside = (schema: JsonSchema, key: string): readonly JsonSchema[] => {
  const { properties, items, additionalProperties: any } = schema;
  if (/^\d+$/.test(key) && items !== undefined) return forms(items);
  const known = properties?.[key] ?? (typeof any === "object" ? any : undefined);
  return known === undefined ? [] : forms(known);
};

/** The words that may stand at a place of a file; a slot's name has a dot of its own, so two steps may be one key. */
const wordsAt = (schema: JsonSchema, path: readonly string[]): readonly string[] => {
  let here = forms(schema);
  for (const key of path) {
    const next = here.flatMap((one) => inside(one, key));
    if (next.length > 0) here = next;
  }
  return [...new Set(here.flatMap(({ properties }) => Object.keys(properties ?? {})))];
};

const lettersIn = (word: string): ReadonlyMap<string, number> => {
  const pairs = new Map<string, number>();
  const letters = ` ${word.toLowerCase()} `;
  for (let at = 0; at < letters.length - 1; at += 1) {
    const pair = letters.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
};

/** From 0, for words that share nothing, to 1 for the same word. */
const likeness = (one: string, other: string): number => {
  const [a, b] = [lettersIn(one), lettersIn(other)];
  const shared = [...a].reduce((sum, [pair, count]) => sum + Math.min(count, b.get(pair) ?? 0), 0);
  return (2 * shared) / (one.length + other.length + 2);
};

const alikeEnough = 0.4;

const nearest = (word: string, words: readonly string[]): string | undefined =>
  words
    .map((known) => ({ known, like: likeness(word, known) }))
    .filter(({ like }) => like >= alikeEnough)
    .toSorted((a, b) => b.like - a.like)[0]?.known;

const unknownWord = (word: string, words: readonly string[]): string => {
  const near = nearest(word, words);
  const meant = near === undefined ? "" : `Did you mean "${near}"? `;
  return `${meant}The words here are ${words.join(", ")}.`;
};

/** What to do about a fault: what may stand there instead, or where that is described. */
export const helpFor = ({ path, says }: Fault, schema: JsonSchema): string => {
  const steps = path.split(".");
  const word = steps.at(-1) ?? "";
  const [list = ""] = steps;
  const where = `See docs/protocol-language.md${list === "" ? "" : `, "${list}"`}.`;
  if (says.endsWith("is not a word of this file"))
    return `${unknownWord(word, wordsAt(schema, steps.slice(0, -1)))} ${where}`;
  return says.endsWith("received undefined") ? `Write "${word}:" here. ${where}` : where;
};
