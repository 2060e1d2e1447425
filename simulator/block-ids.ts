import { randomBytes } from "node:crypto";
import { isObject, textAt, type JsonObject } from "./json.ts";

/** Blocks as Slack stores them: every block has a `block_id` and every element an `action_id`. */
export function withIds(blocks: readonly JsonObject[]): readonly JsonObject[] {
  return blocks.map((block) => {
    const named = { ...block, block_id: textAt(block, "block_id") || randomId() };
    return { ...named, ...withActionIds(block) };
  });
}

function withActionIds(block: JsonObject): JsonObject {
  const { element, accessory, elements } = block as {
    element?: unknown;
    accessory?: unknown;
    elements?: unknown;
  };
  if (isObject(element)) return { element: withActionId(element) };
  if (isObject(accessory) && accessory["type"] !== "image") return { accessory: withActionId(accessory) };
  if (block["type"] !== "actions" || !Array.isArray(elements)) return {};
  return { elements: elements.filter(isObject).map(withActionId) };
}

function withActionId(element: JsonObject): JsonObject {
  return { ...element, action_id: textAt(element, "action_id") || randomId() };
}

function randomId(): string {
  return randomBytes(4).toString("base64url").slice(0, 5);
}
