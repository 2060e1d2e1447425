import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTandemRef, tandemRefFrom } from "../../src/domain/tandem-ref.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const anyRef = fc.uint8Array({ minLength: 7, maxLength: 12 }).map(tandemRefFrom);
const place = fc.integer({ min: 0, max: 7 });
const plain = (ref: string) => ref.replace("-", "");

describe("a Tandem ref", () => {
  // Invariant: what is made can be read, and reads as itself.
  it("is read back as it was made", () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        expect(parseTandemRef(ref)).toBe(ref);
      }),
    );
  });

  it("has eight characters of the alphabet without I, L, O and U, in two groups", () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        expect(ref).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  // Invariant: no slip of one character, whichever and wherever, reads as any reference.
  it("is refused with any one character wrong", () => {
    fc.assert(
      fc.property(anyRef, place, (ref, index) => {
        const right = plain(ref);
        for (const wrong of alphabet.replace(right.charAt(index), ""))
          expect(parseTandemRef(right.slice(0, index) + wrong + right.slice(index + 1))).toBeUndefined();
      }),
    );
  });

  // Invariant: two neighbours said in the wrong order never read as any reference, unless they are the same.
  it("is refused with any two neighbouring characters swapped", () => {
    fc.assert(
      fc.property(anyRef, fc.integer({ min: 0, max: 6 }), (ref, index) => {
        const right = plain(ref);
        const [one, other] = [right.charAt(index), right.charAt(index + 1)];
        fc.pre(one !== other);
        const swapped = right.slice(0, index) + other + one + right.slice(index + 2);
        expect(parseTandemRef(swapped)).toBeUndefined();
      }),
    );
  });

  it("is read as it is typed from a telephone call: small letters, spaces, no hyphen, O for 0, I and L for 1", () => {
    const ref = tandemRefFrom(Uint8Array.from([0, 1, 1, 10, 17, 0, 1]));
    expect(ref).toMatch(/^011A-H01/);
    const heard = ref
      .toLowerCase()
      .replaceAll("0", "o")
      .replace("1", "i")
      .replace("1", "l")
      .replace("-", " ");
    expect(heard).toMatch(/^oila h/);
    expect(parseTandemRef(heard)).toBe(ref);
    expect(parseTandemRef(` ${plain(ref)} `)).toBe(ref);
  });

  it.each(["", "K7M2", "K7M2-9QXD-1", "K7M2-9QU!", "what is it"])(
    "does not read %j as a reference",
    (typed) => {
      expect(parseTandemRef(typed)).toBeUndefined();
    },
  );

  it("needs seven random bytes", () => {
    expect(() => tandemRefFrom(new Uint8Array(6))).toThrow(RangeError);
  });
});
