import { limits } from "./block-limits.ts";
import { isObject, objectsAt, type JsonObject } from "./json.ts";
import { validateBlocks } from "./validate-blocks.ts";
import { checkString, checkText, nothingWrong, problem, type Problem } from "./validation.ts";

/** Slack's limits on a modal or home view. */
export function validateView(view: unknown, type: "modal" | "home"): readonly Problem[] {
  if (!isObject(view)) return problem("/view", "must be a view object");
  if (view["type"] !== type) return problem("/view/type", `must be ${type}`);
  if (!Array.isArray(view["blocks"])) return problem("/view/blocks", "missing required field");
  return [
    ...validateBlocks(view["blocks"], "/view/blocks", limits.blocksInView),
    ...checkString(view["private_metadata"], "/view/private_metadata", { max: limits.privateMetadata }),
    ...checkString(view["callback_id"], "/view/callback_id", { max: limits.id }),
    ...checkString(view["external_id"], "/view/external_id", { max: limits.id }),
    ...(type === "modal" ? checkModal(view) : nothingWrong),
  ];
}

function checkModal(view: JsonObject): readonly Problem[] {
  const rule = { max: limits.viewTitle, kind: "plain" } as const;
  const hasInput = objectsAt(view, "blocks").some((block) => block["type"] === "input");
  return [
    ...checkText(view["title"], "/view/title", { ...rule, required: true }),
    ...checkText(view["submit"], "/view/submit", { ...rule, required: hasInput }),
    ...checkText(view["close"], "/view/close", rule),
  ];
}

/** Whether the whole view, as JSON, is above Slack's 250 KB. */
export function isTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? "") > limits.viewBytes;
}
