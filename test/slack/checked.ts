import { expect } from "vitest";
import { limits } from "../../simulator/block-limits.ts";
import { validateBlocks } from "../../simulator/validate-blocks.ts";
import { isTooLarge, validateView } from "../../simulator/validate-view.ts";
import type { Rendered } from "../../src/slack/rendered.ts";

/** What a person could write to break a message: markup, mentions, emoji, right-to-left text, a letter of two parts. */
export const hostile = `<!channel> <@U0EVIL> <https://evil.example|here> & "O'Neill" &amp; 👩‍👧‍👦 \u202Eعائلة ${"e\u0301"}`;

/** The longest answer that Slack lets through, in the characters that grow most when they are escaped. */
export const longest = (start = ""): string =>
  `${start}${"&<>👧".repeat(700)}`.padEnd(3_000, "&").slice(0, 3_000);

type Json = { readonly [key: string]: unknown };
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

const everyObject = (value: unknown): readonly Json[] => {
  if (Array.isArray(value)) return value.flatMap(everyObject);
  if (!isJson(value)) return [];
  return [value, ...Object.values(value).flatMap(everyObject)];
};

const textsOf = (value: unknown, type: string): readonly string[] =>
  everyObject(value).flatMap(({ type: found, text }) =>
    found === type && typeof text === "string" ? [text] : [],
  );

const buttonsOf = (value: unknown): readonly Json[] =>
  everyObject(value).filter(({ type }) => type === "button");

const idsOf = (value: unknown, key: "block_id" | "action_id"): readonly string[] =>
  everyObject(value).flatMap((one) => (typeof one[key] === "string" ? [one[key]] : []));

/** Markup that a message may hold: our own bold, and the escapes of what people wrote. Never a link or a mention. */
export const expectEscaped = (markup: string): void => {
  expect(markup).not.toMatch(/[<>]/);
  expect(markup.replaceAll(/&(amp|lt|gt);/g, "")).not.toContain("&");
  expect(markup, "a character that turns the line round").not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  expect(markup).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
};

const ref = "[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}";

const expectCommon = (blocks: unknown): void => {
  for (const markup of textsOf(blocks, "mrkdwn")) expectEscaped(markup);
  for (const { value } of buttonsOf(blocks))
    expect(value).toMatch(new RegExp(`^(${ref}(/\\d)?|submission-1)$`));
  const actionIds = idsOf(blocks, "action_id");
  expect(new Set(actionIds).size, "an action id stands twice").toBe(actionIds.length);
  const blockIds = idsOf(blocks, "block_id");
  expect(new Set(blockIds).size, "a block id stands twice").toBe(blockIds.length);
};

/** Everything that must hold for every message. */
export const expectGoodMessage = ({ text, blocks }: Rendered): void => {
  expect(validateBlocks(blocks, "/blocks", limits.blocksInMessage)).toEqual([]);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(3_000);
  expectEscaped(text);
  expectCommon(blocks);
};

/** Everything that must hold for every window. */
export const expectGoodView = (view: { readonly blocks: readonly unknown[] }): void => {
  expect(validateView(view, "modal")).toEqual([]);
  expect(isTooLarge(view), "the window is larger than 250 KB").toBe(false);
  expectCommon(view.blocks);
};

/** Every date in a text: each must be in our one form. */
export const expectOurDates = (texts: string): void => {
  const ours = /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}( \d\d:\d\d (GMT|BST))?/g;
  expect(texts.replaceAll(ours, "")).not.toMatch(/\d{4}-\d\d-\d\d|\d\d:\d\d|T\d\d:|Sept\b|\d+\/\d+\/\d+/);
};

export const expectNoEmoji = (texts: string): void => {
  expect(texts).not.toMatch(/\p{Extended_Pictographic}|:[a-z_]+:/u);
};

const line = (block: Json): string => {
  const label = (one: unknown): string => (isJson(one) && typeof one["text"] === "string" ? one["text"] : "");
  if (block["type"] === "actions")
    return buttonsOf(block["elements"])
      .map(
        ({ text, value, style }) =>
          `[${label(text)}${typeof style === "string" ? ` (${style})` : ""} -> ${String(value)}]`,
      )
      .join(" ");
  if (block["type"] !== "input") return label(block["text"]);
  const element = isJson(block["element"]) ? block["element"] : {};
  const options = everyObject(element["options"]).filter(({ value }) => value !== undefined);
  const kind =
    options.length > 0 ? options.map(({ text }) => label(text)).join(" | ") : String(element["type"]);
  return `${label(block["label"])}${block["optional"] === true ? "" : " *"} (${kind})`;
};

/** A message or window as somebody would read it aloud: one line or paragraph a block. */
export const readable = (blocks: readonly unknown[]): string => blocks.filter(isJson).map(line).join("\n");
