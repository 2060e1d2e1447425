const lettersWithoutMarks: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  œ: "oe",
  ı: "i",
};

/** The same letters in lower case, without accents, apostrophes and characters that nobody sees. */
const plainLetters = (word: string): string =>
  word
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Cf}'’ʼ‘`´]/gu, "")
    .toLowerCase()
    .replaceAll(/[ßæøłđðþœı]/g, (letter) => lettersWithoutMarks[letter] ?? letter);

/** A word of a text, as it is compared, where it begins, and whether it is written as names are. */
export type NameWord = { readonly word: string; readonly at: number; readonly isCapital: boolean };

const wordPattern = /[\p{L}\p{M}]+(?:['’ʼ‘`´\u200B-\u200D\u00AD][\p{L}\p{M}]+)*/gu;
const possessive = /['’ʼ‘`´][sS]$/;

/** Scripts that know no capitals have names all the same. */
const capital = /^[\p{Lu}\p{Lt}\p{Lo}]/u;

/** The words of a text in order, without possessive endings. A hyphen parts two words. */
export const nameWords = (text: string): readonly NameWord[] =>
  [...text.matchAll(wordPattern)].map((found) => ({
    word: plainLetters(found[0].replace(possessive, "")),
    at: found.index,
    isCapital: capital.test(found[0]),
  }));

const writtenInHan = /^\p{Script=Han}+$/u;

/** Whether a word alone can be a name: three letters, or two where a letter is a syllable. */
export const isLongEnough = (word: string): boolean =>
  word.length >= 3 || (word.length === 2 && writtenInHan.test(word));
