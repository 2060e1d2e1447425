import { choiceElements, limits, optionLimits } from "./block-limits.ts";
import { isObject, objectsAt, textAt, type JsonObject } from "./json.ts";
import { checkList, checkString, checkText, nothingWrong, problem, type Problem } from "./validation.ts";

/** One interactive element whose type is `allowed` where it stands. */
export function validateElement(
  element: JsonObject,
  path: string,
  allowed: ReadonlySet<string>,
): readonly Problem[] {
  const type = textAt(element, "type");
  if (!allowed.has(type)) return problem(`${path}/type`, `unsupported type: ${type}`);
  return [
    ...checkString(element["action_id"], `${path}/action_id`, { max: limits.id }),
    ...checkText(element["placeholder"], `${path}/placeholder`, { max: limits.placeholder, kind: "plain" }),
    ...checkConfirm(element["confirm"], `${path}/confirm`),
    ...checkByType(element, path, type),
  ];
}

function checkByType(element: JsonObject, path: string, type: string): readonly Problem[] {
  if (type === "button") return checkButton(element, path);
  if (type === "plain_text_input") return checkPlainTextInput(element, path);
  if (choiceElements.has(type)) return checkChoice(element, path, type);
  return nothingWrong;
}

function checkButton(element: JsonObject, path: string): readonly Problem[] {
  const style = element["style"];
  const styleIsKnown = style === undefined || style === "primary" || style === "danger";
  return [
    ...checkText(element["text"], `${path}/text`, { max: limits.buttonText, kind: "plain", required: true }),
    ...checkString(element["value"], `${path}/value`, { max: limits.buttonValue }),
    ...checkString(element["url"], `${path}/url`, { max: limits.url }),
    ...(styleIsKnown ? nothingWrong : problem(`${path}/style`, "must be primary or danger")),
  ];
}

function checkPlainTextInput(element: JsonObject, path: string): readonly Problem[] {
  const longest = element["max_length"];
  const max = typeof longest === "number" ? longest : limits.plainTextInput;
  const inRange = max >= 1 && max <= limits.plainTextInput;
  return [
    ...(inRange ? nothingWrong : problem(`${path}/max_length`, `must be 1 to ${limits.plainTextInput}`)),
    ...checkString(element["initial_value"], `${path}/initial_value`, { max }),
  ];
}

function checkChoice(element: JsonObject, path: string, type: string): readonly Problem[] {
  const max = optionLimits[type] ?? limits.options;
  if (element["option_groups"] === undefined) {
    const options = checkList(element["options"], `${path}/options`, { min: 1, max }, checkOption);
    return [...options, ...checkInitial(element, path)];
  }
  return checkList(
    element["option_groups"],
    `${path}/option_groups`,
    { min: 1, max: limits.options },
    (group, at) => [
      ...checkText(group["label"], `${at}/label`, { max: limits.optionText, kind: "plain", required: true }),
      ...checkList(group["options"], `${at}/options`, { min: 1, max }, checkOption),
    ],
  );
}

function checkOption(option: JsonObject, path: string): readonly Problem[] {
  return [
    ...checkText(option["text"], `${path}/text`, { max: limits.optionText, kind: "any", required: true }),
    ...checkString(option["value"], `${path}/value`, { min: 1, max: limits.optionValue }),
    ...checkText(option["description"], `${path}/description`, { max: limits.optionText, kind: "any" }),
  ];
}

/** An initial option must be one of the options, as Slack insists. */
function checkInitial(element: JsonObject, path: string): readonly Problem[] {
  const one = element["initial_option"];
  const chosen = isObject(one) ? [one] : objectsAt(element, "initial_options");
  const values = new Set(objectsAt(element, "options").map((option) => option["value"]));
  const stray = chosen.find((option) => !values.has(option["value"]));
  return stray ? problem(path, "initial option not found in options") : nothingWrong;
}

function checkConfirm(value: unknown, path: string): readonly Problem[] {
  if (value === undefined) return nothingWrong;
  if (!isObject(value)) return problem(path, "must be a confirmation dialog");
  return [
    ...checkText(value["title"], `${path}/title`, { max: 100, kind: "plain" }),
    ...checkText(value["text"], `${path}/text`, { max: 300, kind: "any" }),
    ...checkText(value["confirm"], `${path}/confirm`, { max: 30, kind: "plain" }),
    ...checkText(value["deny"], `${path}/deny`, { max: 30, kind: "plain" }),
  ];
}
