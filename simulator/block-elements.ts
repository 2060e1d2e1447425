import { isObject, objectsAt, type JsonObject } from "./json.ts";

/** The interactive elements of a block, wherever its type keeps them. */
export function elementsOf(block: JsonObject): readonly JsonObject[] {
  const single = block["element"] ?? block["accessory"];
  if (isObject(single)) return single["type"] === "image" ? [] : [single];
  return block["type"] === "actions" ? objectsAt(block, "elements") : [];
}
