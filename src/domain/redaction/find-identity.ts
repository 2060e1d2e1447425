import type { Instant } from "../instant.ts";
import { parseTandemRef } from "../tandem-ref.ts";
import type { Allowed } from "./allowed.ts";
import { commonWords, isOrdinary } from "./common-words.ts";
import { birthsIn, ownInstant, withoutOwnDates } from "./dates-in-text.ts";
import type { Finding, FindingKind } from "./finding.ts";
import { longestName, type NameForm } from "./name-forms.ts";
import { isLongEnough, nameWords, type NameWord } from "./name-words.ts";
import {
  emailsIn,
  nhsNumbersIn,
  postcodesIn,
  telephonesIn,
  withoutAllowedNumbers,
} from "./numbers-in-text.ts";

/** What a text is compared with. */
export type Known = {
  readonly now: Instant;
  readonly allowed: Allowed;
  /** Whether a form is one of a name on the case, or on any of the cases that the text speaks of. */
  readonly isName: (form: NameForm) => boolean;
};

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const written = /(?<![0-9A-Z-])[0-9A-Z]{4}-[0-9A-Z]{4}(?![0-9A-Z-])/g;

/** The text as it is compared: the bot's own references and instants, which no person chose, are taken out. */
const prepared = (text: string): string =>
  unescaped(text)
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(written, (ref) => (parseTandemRef(ref) === ref ? "|" : ref))
    .replaceAll(ownInstant, "|");

type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The area's own names by their first word. */
const phrasesByWord = ({ phrases }: Allowed): Phrases => {
  const found = new Map<string, (readonly string[])[]>();
  for (const phrase of phrases) {
    const [first = "", ...rest] = phrase.split(" ");
    found.set(first, [...(found.get(first) ?? []), [first, ...rest]]);
  }
  return found;
};

/** Which words stand inside a name of the area's own. */
const coveredBy = (phrases: Phrases, words: readonly NameWord[]): ReadonlySet<number> => {
  const standsAt = (phrase: readonly string[], from: number): boolean =>
    phrase.every((one, index) => words[from + index]?.word === one);
  return new Set(
    words.flatMap(({ word }, from) =>
      (phrases.get(word) ?? [])
        .filter((phrase) => standsAt(phrase, from))
        .flatMap((phrase) => phrase.map((_one, index) => from + index)),
    ),
  );
};

const joined = (words: readonly NameWord[], from: number, length: number, by = " "): string =>
  words
    .slice(from, from + length)
    .map(({ word }) => word)
    .join(by);

const writtenAsOne = /\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)+/gu;
const boundary: NameWord = { word: "|", at: 0, isCapital: false };

const mayStandAlone = (word: string): boolean => !isLongEnough(word) || commonWords.has(word);

type Looking = {
  readonly words: readonly NameWord[];
  readonly covered: ReadonlySet<number>;
  readonly known: Known;
};

/** A word alone: neither an ordinary one nor part of a name of the area's own. Two words may be one name, cut in two. */
const isNameAlone = ({ words, covered, known }: Looking, index: number): boolean => {
  if (covered.has(index)) return false;
  const single = joined(words, index, 1);
  if (!mayStandAlone(single) && known.isName({ kind: "word", form: single })) return true;
  if (index + 1 >= words.length || covered.has(index + 1)) return false;
  if (words.slice(index, index + 2).every(({ word }) => isOrdinary(word))) return false;
  const glued = joined(words, index, 2, "");
  return !mayStandAlone(glued) && known.isName({ kind: "word", form: glued });
};

/** A whole name counts wherever it stands, unless it is, word for word, a name of the area's own. */
const isWholeName = ({ words, known }: Looking, index: number): boolean => {
  for (let length = 2; length <= longestName && index + length <= words.length; length += 1) {
    const form = joined(words, index, length);
    if (!known.allowed.phrases.has(form) && known.isName({ kind: "whole", form })) return true;
  }
  return false;
};

/** Also the words that were written as one, each with a capital: they are looked at after the others. */
const wordsOf = (line: string): readonly NameWord[] => [
  ...nameWords(line),
  ...[...line.matchAll(writtenAsOne)].flatMap(({ 0: one, index }) => [
    boundary,
    ...nameWords(one.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")).map((word) => ({ ...word, at: index })),
  ]),
];

const namesIn = (text: string, known: Known): readonly number[] => {
  const phrases = phrasesByWord(known.allowed);
  return [...text.matchAll(/[^|\n]+/g)].flatMap(({ 0: line, index: start }) => {
    const words = wordsOf(line);
    const looking = { words, covered: coveredBy(phrases, words), known };
    return words
      .filter((_word, index) => isNameAlone(looking, index) || isWholeName(looking, index))
      .map(({ at }) => start + at);
  });
};

/**
 * Everything in a text that says who a child or family is: a name on the case, a date that may be a birth, a postcode, an
 * NHS number, and a telephone number or e-mail address that is not the area's own. Answers kinds and places, never words.
 */
export const findIdentity = (text: string, known: Known): readonly Finding[] => {
  const plain = prepared(text);
  const unknownNumbers = withoutAllowedNumbers(plain, known.allowed);
  const found: Readonly<Record<Exclude<FindingKind, "unchecked">, readonly number[]>> = {
    name: namesIn(withoutOwnDates(plain), known),
    "date-of-birth": birthsIn(unknownNumbers, known.now),
    postcode: postcodesIn(plain),
    "nhs-number": nhsNumbersIn(unknownNumbers),
    telephone: telephonesIn(unknownNumbers),
    "e-mail": emailsIn(plain, known.allowed),
  };
  return Object.entries(found).flatMap(([kind, places]) =>
    places.map((at) => ({ kind: kind as FindingKind, at })),
  );
};
