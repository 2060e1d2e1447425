import { isEmptyState } from "./element-state.ts";
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from "./json.ts";

/** Why Slack's client does not send a form. */
export type ClientProblem = { readonly blockId: string; readonly message: string };

/** What Slack's client checks before it submits: required inputs and the length of typed text. */
export function checkInClient(view: JsonObject): readonly ClientProblem[] {
  const values = objectAt(objectAt(view, "state"), "values");
  return objectsAt(view, "blocks")
    .filter((block) => block["type"] === "input")
    .flatMap((block) => {
      const blockId = textAt(block, "block_id");
      const element = objectAt(block, "element");
      const state = objectAt(objectAt(values, blockId), textAt(element, "action_id"));
      const message = complaint(block, element, state);
      return message === undefined ? [] : [{ blockId, message }];
    });
}

function complaint(block: JsonObject, element: JsonObject, state: JsonObject): string | undefined {
  if (isEmptyState(state))
    return block["optional"] === true ? undefined : "Please complete this required field.";
  const typed = state["value"];
  if (typeof typed !== "string") return undefined;
  if (element["type"] === "email_text_input" && !typed.includes("@"))
    return "Please enter a valid email address.";
  if (element["type"] === "number_input" && Number.isNaN(Number(typed))) return "Please enter a number.";
  return element["type"] === "plain_text_input" ? wrongLength(element, typed.length) : undefined;
}

function wrongLength(element: JsonObject, length: number): string | undefined {
  const { min_length: min, max_length: max } = element as { min_length?: unknown; max_length?: unknown };
  if (typeof min === "number" && length < min) return `Please enter at least ${min} characters.`;
  const most = typeof max === "number" ? max : 3000;
  return length > most ? `Please enter no more than ${most} characters.` : undefined;
}

export function isInputBlock(block: unknown): boolean {
  return isObject(block) && block["type"] === "input";
}
