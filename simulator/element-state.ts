import { isObject, objectsAt, textAt, type JsonObject } from "./json.ts";
import { NotThere } from "./not-there.ts";

/** What a test or a visitor puts into an input: text, a choice by value or label, several, or nothing. */
export type FillValue = string | number | readonly string[] | null;

type StateShape = {
  readonly field: string;
  readonly initial: string;
  readonly kind: "text" | "option" | "id" | "number";
  readonly many: boolean;
};

function shape(kind: StateShape["kind"], field: string, initial: string, many = false): StateShape {
  return { kind, field, initial, many };
}

const typed = shape("text", "value", "initial_value");
const oneOption = shape("option", "selected_option", "initial_option");
const manyOptions = shape("option", "selected_options", "initial_options", true);

/** How `view.state.values` holds each element type. */
const shapes: Readonly<Record<string, StateShape>> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  static_select: oneOption,
  radio_buttons: oneOption,
  overflow: oneOption,
  multi_static_select: manyOptions,
  checkboxes: manyOptions,
  users_select: shape("id", "selected_user", "initial_user"),
  multi_users_select: shape("id", "selected_users", "initial_users", true),
  conversations_select: shape("id", "selected_conversation", "initial_conversation"),
  multi_conversations_select: shape("id", "selected_conversations", "initial_conversations", true),
  channels_select: shape("id", "selected_channel", "initial_channel"),
  multi_channels_select: shape("id", "selected_channels", "initial_channels", true),
  datepicker: shape("id", "selected_date", "initial_date"),
  timepicker: shape("id", "selected_time", "initial_time"),
  datetimepicker: shape("number", "selected_date_time", "initial_date_time"),
};

/** The state of an element that nobody has touched; undefined when its type keeps no state. */
export function initialState(element: JsonObject): JsonObject | undefined {
  const found = shapes[textAt(element, "type")];
  if (!found || element["type"] === "overflow") return undefined;
  const empty = found.many ? [] : null;
  return { type: element["type"], [found.field]: element[found.initial] ?? empty };
}

/** The state of an element after someone chose `value`. Throws when no option has that value or label. */
export function stateFrom(element: JsonObject, value: FillValue): JsonObject {
  const found = shapes[textAt(element, "type")];
  if (!found) throw new Error(`a ${textAt(element, "type")} keeps no value`);
  return {
    type: element["type"],
    [found.field]: found.many ? many(element, found, value) : one(element, found, value),
  };
}

function many(element: JsonObject, found: StateShape, value: FillValue): readonly unknown[] {
  if (value === null) return [];
  const values = typeof value === "object" ? value : [String(value)];
  return values.map((item) => one(element, found, item));
}

function one(element: JsonObject, found: StateShape, value: FillValue): unknown {
  if (value === null || value === "") return null;
  if (typeof value === "object") throw new Error(`a ${textAt(element, "type")} takes one value`);
  if (found.kind === "option") return optionOf(element, String(value));
  return found.kind === "number" ? Number(value) : String(value);
}

function optionOf(element: JsonObject, wanted: string): JsonObject {
  const groups = objectsAt(element, "option_groups").flatMap((group) => objectsAt(group, "options"));
  const options = [...objectsAt(element, "options"), ...groups];
  const match =
    options.find((option) => option["value"] === wanted) ??
    options.find((option) => label(option) === wanted);
  if (!match)
    throw new NotThere(
      `'${wanted}' is none of: ${options.map((option) => textAt(option, "value")).join(", ")}`,
    );
  return match;
}

function label(option: JsonObject): string {
  return isObject(option["text"]) ? textAt(option["text"], "text") : "";
}

/** Whether an element's state holds nothing, so that a required input is unanswered. */
export function isEmptyState(state: JsonObject): boolean {
  return Object.entries(state).every(([key, value]) => {
    return key === "type" || value === null || value === "" || (Array.isArray(value) && value.length === 0);
  });
}
