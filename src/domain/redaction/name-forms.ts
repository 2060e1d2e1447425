import { isLongEnough } from "./name-words.ts";
import type { NameOnCase } from "./names-on-case.ts";

/** A form of a name that is looked for: one word of it, a whole name, a whole name with a date of birth, or a child's. */
export type NameForm = { readonly kind: "word" | "whole" | "person" | "child"; readonly form: string };

/** A name of more words than this is no name but a sentence. */
export const longestName = 6;
const mostForms = 300;

/** A whole name as people write it: in order, the surname first, without what stands between, two words as one. */
const wholes = (words: readonly string[]): readonly string[] => {
  const [first, ...rest] = words;
  const last = rest.at(-1);
  if (first === undefined || last === undefined || words.length > longestName) return [];
  return [[...words], [last, ...words.slice(0, -1)], [first, last], [last, first]].map((one) =>
    one.join(" "),
  );
};

const glued = (words: readonly string[]): readonly string[] =>
  words.slice(1).map((word, index) => `${words[index] ?? ""}${word}`);

/** By what a child is looked for in other cases: its whole name, and with it the date of birth. One word alone is nobody. */
const childForms = ({ words, born, isChild }: NameOnCase): readonly NameForm[] => {
  if (isChild !== true) return [];
  const names = words.length > 1 ? wholes(words) : [];
  const dated = born === undefined ? [] : wholes(words).map((form) => `${form} ${born}`);
  return [
    ...dated.map((form) => ({ kind: "person", form }) as const),
    ...names.map((form) => ({ kind: "child", form }) as const),
  ];
};

const formsOf = (name: NameOnCase): readonly NameForm[] => [...childForms(name), ...formsOfName(name)];

const formsOfName = ({ words, born }: NameOnCase): readonly NameForm[] => [
  ...wholes(words).map((form) => ({ kind: "whole", form }) as const),
  ...[...words, ...glued(words)].filter(isLongEnough).map((form) => ({ kind: "word", form }) as const),
  ...(born === undefined ? [] : [{ kind: "person", form: `${words.join(" ")} ${born}` } as const]),
];

/** Every form by which the names of a case are looked for, each once; the most useful first where there are too many. */
export const nameForms = (names: readonly NameOnCase[]): readonly NameForm[] => {
  const forms = new Map(names.flatMap(formsOf).map((one) => [`${one.kind} ${one.form}`, one]));
  return [...forms.values()].slice(0, mostForms);
};

/** The forms by which the children of a referral are found in the referrals before it. */
export const formsOfChildren = (names: readonly NameOnCase[]): readonly NameForm[] =>
  nameForms(names.filter(({ isChild }) => isChild)).filter(
    ({ kind }) => kind === "person" || kind === "child",
  );
