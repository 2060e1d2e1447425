import { elementsOf } from "./block-elements.ts";
import { inputOnlyElements, limits, pickerElements, pressElements, uncheckedBlocks } from "./block-limits.ts";
import { isObject, textAt, type JsonObject } from "./json.ts";
import { validateElement } from "./validate-element.ts";
import {
  checkList,
  checkString,
  checkText,
  checkUnique,
  nothingWrong,
  problem,
  type Problem,
} from "./validation.ts";

const outsideInputs = new Set([...pickerElements, ...pressElements]);
const accessories = new Set([...outsideInputs, "image"]);
const insideInputs = new Set([...pickerElements, ...inputOnlyElements]);

/** Slack's limits on blocks; `max` is 50 in a message and 100 in a view. */
export function validateBlocks(blocks: unknown, path: string, max: number): readonly Problem[] {
  const problems = checkList(blocks, path, { max }, validateBlock);
  const found = Array.isArray(blocks) ? blocks.filter(isObject) : [];
  const ids = found.map((block) => textAt(block, "block_id"));
  return [...problems, ...checkUnique(ids, path, "block_id")];
}

function validateBlock(block: JsonObject, path: string): readonly Problem[] {
  const actionIds = elementsOf(block).map((element) => textAt(element, "action_id"));
  return [
    ...checkString(block["block_id"], `${path}/block_id`, { max: limits.id }),
    ...checkUnique(actionIds, path, "action_id"),
    ...validateByType(block, path),
  ];
}

function validateByType(block: JsonObject, path: string): readonly Problem[] {
  const type = textAt(block, "type");
  if (uncheckedBlocks.has(type)) return nothingWrong;
  const check = checks[type];
  return check ? check(block, path) : problem(`${path}/type`, `unsupported type: ${type}`);
}

type Check = (block: JsonObject, path: string) => readonly Problem[];

const checks: Readonly<Record<string, Check>> = {
  section: checkSection,
  header: (block, path) =>
    checkText(block["text"], `${path}/text`, { max: limits.headerText, kind: "plain", required: true }),
  context: (block, path) =>
    checkList(
      block["elements"],
      `${path}/elements`,
      { min: 1, max: limits.contextElements },
      checkContextElement,
    ),
  actions: (block, path) =>
    checkList(block["elements"], `${path}/elements`, { min: 1, max: limits.actionElements }, (element, at) =>
      validateElement(element, at, outsideInputs),
    ),
  input: checkInput,
  image: (block, path) => checkString(block["alt_text"], `${path}/alt_text`, { min: 1, max: 2000 }),
  markdown: (block, path) => checkString(block["text"], `${path}/text`, { min: 1, max: limits.markdown }),
};

function checkSection(block: JsonObject, path: string): readonly Problem[] {
  if (block["text"] === undefined && block["fields"] === undefined)
    return problem(path, "text or fields is required");
  const accessory = block["accessory"];
  return [
    ...checkText(block["text"], `${path}/text`, { max: limits.sectionText, kind: "any" }),
    ...checkList(
      block["fields"],
      `${path}/fields`,
      { min: "fields" in block ? 1 : 0, max: limits.fields },
      (field, at) => checkText(field, at, { max: limits.fieldText, kind: "any", required: true }),
    ),
    ...(isObject(accessory) ? validateElement(accessory, `${path}/accessory`, accessories) : nothingWrong),
  ];
}

function checkContextElement(element: JsonObject, path: string): readonly Problem[] {
  if (element["type"] === "image") return nothingWrong;
  return checkText(element, path, { max: limits.sectionText, kind: "any" });
}

function checkInput(block: JsonObject, path: string): readonly Problem[] {
  const element = block["element"];
  return [
    ...checkText(block["label"], `${path}/label`, { max: limits.label, kind: "plain", required: true }),
    ...checkText(block["hint"], `${path}/hint`, { max: limits.label, kind: "plain" }),
    ...(isObject(element)
      ? validateElement(element, `${path}/element`, insideInputs)
      : problem(`${path}/element`, "missing required field")),
  ];
}
