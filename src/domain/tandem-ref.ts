/** Crockford's base 32: no I, L, O or U, so that a reference survives being read out over a telephone. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const lengthBeforeCheck = 7;

/** A case's reference, random and never derived from a person or a sequence: "K7M2-9QXD". */
export type TandemRef = string & { readonly __brand: "TandemRef" };

/** Multiplies in GF(32) modulo x^5 + x^2 + 1, so that the check finds every wrong and every swapped character. */
const timesX = (value: number): number => {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
};

const checkValue = (values: readonly number[]): number => {
  let check = 0;
  for (const value of values) check = timesX(check ^ value);
  return check;
};

const display = (characters: string): TandemRef =>
  `${characters.slice(0, 4)}-${characters.slice(4)}` as TandemRef;

const characterAt = (value: number): string => alphabet.charAt(value & 31);

/** Makes a reference from at least seven random bytes; the eighth character is the check. */
export const tandemRefFrom = (randomBytes: Uint8Array): TandemRef => {
  if (randomBytes.length < lengthBeforeCheck) throw new RangeError("a Tandem ref needs seven random bytes");
  const values = Array.from(randomBytes.subarray(0, lengthBeforeCheck), (byte) => byte & 31);
  return display([...values, checkValue(values)].map(characterAt).join(""));
};

/**
 * Reads a reference as people type it: any case, with or without the hyphen, O for 0, I or L for 1.
 * Undefined when it is not one, or when the check character shows a slip.
 */
export const parseTandemRef = (typed: string): TandemRef | undefined => {
  const characters = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const values = Array.from(characters, (character) => alphabet.indexOf(character));
  if (values.length !== lengthBeforeCheck + 1 || values.includes(-1)) return undefined;
  const expected = checkValue(values.slice(0, lengthBeforeCheck));
  return expected === values[lengthBeforeCheck] ? display(characters) : undefined;
};
