import type { OutboxItem, Person } from "../ports.ts";
import { renderItem } from "./messenger.ts";
import type { Rendered } from "./rendered.ts";

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? (key === "text" ? [inner] : []) : textsIn(inner),
  );
};

/** Every text that Slack would show of a message, to somebody who reads it or hears it pushed: a line each. */
export const textsOf = ({ text, blocks }: Rendered): string => [text, ...textsIn(blocks)].join("\n");

/** The same for what is about to be sent. */
export const shownTexts = (item: OutboxItem, people: ReadonlyMap<string, Person>): string =>
  textsOf(renderItem(item, people));
