import fc from "fast-check";
import { expect, test } from "vitest";
import { choiceField, escapeMarkup, paragraph, quoted } from "../../src/slack/elements.ts";

const textOf = (block: ReturnType<typeof paragraph>): string =>
  block.type === "section" ? (block.text?.text ?? "") : "";

/** No half of a character stands alone. */
const isWhole = (text: string): boolean =>
  !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);

const unescaped = (markup: string): string =>
  markup.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

test("only three characters mean anything to Slack, and what is escaped reads as it was written", () => {
  expect(escapeMarkup("<b> & 'O' \"x\" *y*")).toBe("&lt;b&gt; &amp; 'O' \"x\" *y*");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const seen = text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, "");
      return unescaped(escapeMarkup(text)) === seen;
    }),
  );
});

test("what is quoted in parts reads as it was written, and each part is one that Slack takes", () => {
  const long = fc.string({
    unit: fc.constantFrom("&", "<", "é", "👧", "漢", " ", "x"),
    minLength: 1,
    maxLength: 8_000,
    size: "max",
  });
  fc.assert(
    fc.property(long, (text) => {
      const parts = quoted("Heading", text).map(textOf);
      expect(parts.every(({ length }) => length > 0 && length <= 3_000)).toBe(true);
      expect(parts.every((part) => isWhole(part))).toBe(true);
      expect(unescaped(parts.join("").slice("*Heading*\n".length))).toBe(text);
    }),
    { numRuns: 50 },
  );
});

test("a paragraph that is too long is cut between characters, and never inside an escape", () => {
  for (let at = 2_990; at <= 3_005; at += 1) {
    for (const end of ["&amp;", "&lt;", "👧"]) {
      const text = textOf(paragraph(`${"x".repeat(at)}${end}${"y".repeat(100)}`));
      expect(text.length).toBeLessThanOrEqual(3_000);
      expect(isWhole(text)).toBe(true);
      expect(text.replaceAll(/&(amp|lt|gt);/g, "")).not.toContain("&");
      expect(text.endsWith("…")).toBe(true);
    }
  }
  const whole = "x".repeat(3_000);
  expect(textOf(paragraph(whole))).toBe(whole);
});

test("an initial choice is one of the choices, or none", () => {
  const choices = [{ value: "a", label: "A" }];
  expect(JSON.stringify(choiceField({ id: "x", label: "X", choices, initial: "b" }))).not.toContain(
    "initial",
  );
  expect(JSON.stringify(choiceField({ id: "x", label: "X", choices, initial: "a" }))).toContain(
    "initial_option",
  );
});
