import { dialled, type Allowed } from "./allowed.ts";

type Found = readonly number[];

const gap = "[\\s().\\-–]{0,3}";
const telephones = [
  new RegExp(
    `(?<![\\d+])(?:(?:\\+|00)${gap}4${gap}4${gap}(?:\\(0\\))?${gap}|\\(?0)${gap}[1-37-9](?:${gap}\\d){8,9}(?!\\d)`,
    "g",
  ),
  new RegExp(`(?<![\\d+])(?:\\+|00)${gap}[1-9](?:${gap}\\d){7,14}(?!\\d)`, "g"),
];
const nhsNumber = new RegExp(
  `(?<!\\d)\\d{3}${gap}\\d{3}${gap}\\d{4}(?!\\d)|(?<!\\d)\\d(?: \\d){9}(?! ?\\d)`,
  "g",
);
const postcode =
  /(?<![A-Z\d])(?:GIR[\s-]{0,2}0AA|[A-PR-UWYZ][A-HK-Z]?\d[A-Z\d]?[\s-]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![A-Z\d])/gi;
const ordinal = /\d(?:st|nd|rd|th|hr)$/;
const emails =
  /[^\s<>()|@,;]+@[^\s<>()|@,;]+|[\w.+-]+\s?[[(]at[\])]\s?[\w.-]+|[\w.+-]+ at [\w-]+ dot [a-z]+/gi;

/** Ten figures whose last one checks the others, modulo 11. */
const isNhsNumber = (figures: string): boolean => {
  const digits = Array.from(figures, Number);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
};

const matches = (text: string, pattern: RegExp, counts: (found: string) => boolean): Found =>
  [...text.matchAll(pattern)].filter(([found]) => counts(found)).map(({ index }) => index);

export const nhsNumbersIn = (text: string): Found =>
  matches(text, nhsNumber, (found) => isNhsNumber(found.replaceAll(/\D/g, "")));

export const postcodesIn = (text: string): Found => matches(text, postcode, (found) => !ordinal.test(found));

export const telephonesIn = (text: string): Found =>
  telephones.flatMap((one) => matches(text, one, () => true));

/** E-mail addresses, also where "at" is written out. */
export const emailsIn = (text: string, { emails: allowed }: Allowed): Found =>
  matches(text, emails, (found) => !allowed.has(found.toLowerCase().replace(/[.:!?*]+$/, "")));

const digitsWithGaps = (number: string): string => number.split("").join(gap);

/** The text without the telephone numbers that may stand in it, in either way of dialling them. */
export const withoutAllowedNumbers = (text: string, { telephones: allowed }: Allowed): string => {
  const known = [...allowed].filter((one) => /^\+?\d{3,}$/.test(one));
  if (known.length === 0) return text;
  const either = known.map((one) =>
    one.startsWith("0")
      ? `(?:0|(?:\\+|00)44${gap}(?:\\(0\\))?)${gap}${digitsWithGaps(dialled(one).slice(1))}`
      : digitsWithGaps(one.replace("+", "\\+")),
  );
  return text.replaceAll(new RegExp(`(?<!\\d)(?:${either.join("|")})(?!\\d)`, "g"), "|");
};
