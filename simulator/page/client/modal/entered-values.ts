import { elementsOf } from "../../../block-elements.ts";
import { initialState } from "../../../element-state.ts";
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from "../../../json.ts";
import type { InputValue } from "../../contract.ts";

/** What somebody entered in a view, by `fieldKey`. */
export type Entered = Readonly<Record<string, InputValue>>;

/** A field stays the same one through `views.update` while its block, its action and its type do. */
export const fieldKey = (block: JsonObject, element: JsonObject): string =>
  JSON.stringify([textAt(block, "block_id"), textAt(element, "action_id"), textAt(element, "type")]);

/** An option, an id, a text, or a number of seconds. */
const single = (value: unknown): string => {
  if (isObject(value)) return textAt(value, "value");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** Slack's state of an element as the plain value that its control holds. */
export const valueOfState = (state: JsonObject): InputValue => {
  const held = Object.entries(state).find(([key]) => key !== "type")?.[1];
  if (Array.isArray(held)) return held.map(single);
  return held === undefined || held === null ? null : single(held);
};

/** What a control shows: what was entered, else what Slack still holds of it, else its initial value. */
export const valueOf = (
  view: JsonObject,
  block: JsonObject,
  element: JsonObject,
  entered: Entered,
): InputValue => {
  const key = fieldKey(block, element);
  if (key in entered) return entered[key] ?? null;
  const kept = objectAt(objectAt(objectAt(view, "state"), "values"), textAt(block, "block_id"));
  const state = kept[textAt(element, "action_id")] ?? initialState(element);
  return isObject(state) ? valueOfState(state) : null;
};

/** Every input of the view by action id, as Slack's client sends it with a press or a submission. */
export const valuesOf = (view: JsonObject, entered: Entered): Readonly<Record<string, InputValue>> =>
  Object.fromEntries(
    objectsAt(view, "blocks").flatMap((block) =>
      elementsOf(block)
        .filter((element) => initialState(element) !== undefined)
        .map((element) => [textAt(element, "action_id"), valueOf(view, block, element, entered)] as const),
    ),
  );
