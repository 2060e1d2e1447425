import { elementsOf } from "./block-elements.ts";
import { stateFrom, type FillValue } from "./element-state.ts";
import { textAt, type JsonObject } from "./json.ts";
import { NotThere } from "./not-there.ts";

/** Which element is pressed, and what is chosen in it. */
export type ElementChoice = {
  readonly actionId: string;
  /** Needed when several blocks hold the same action id. */
  readonly blockId?: string;
  /** The button with this value, among several with the same action id. */
  readonly value?: string;
  /** What is chosen in a menu, picker or set of boxes. */
  readonly selected?: FillValue;
  /** Sent instead of the button's own value, as an attacker with a valid session could not; for tests. */
  readonly forgedValue?: string;
};

export type Found = { readonly block: JsonObject; readonly element: JsonObject };

/** The one element that is meant. Throws when there is none or more than one. */
export function findElement(blocks: readonly JsonObject[], choice: ElementChoice): Found {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const matches = all.filter(({ block, element }) => isMeant(block, element, choice));
  const [found] = matches;
  if (found && matches.length === 1) return found;
  const present = all.map(({ element }) => textAt(element, "action_id")).join(", ");
  throw new NotThere(`${matches.length} elements are '${choice.actionId}'; present: ${present}`);
}

function isMeant(block: JsonObject, element: JsonObject, choice: ElementChoice): boolean {
  return (
    element["action_id"] === choice.actionId &&
    (choice.blockId === undefined || block["block_id"] === choice.blockId) &&
    (choice.value === undefined || element["value"] === choice.value)
  );
}

const copied = ["type", "action_id", "text", "value", "style", "placeholder", "url", "confirm"] as const;

/** One entry of `actions` in a block_actions payload. */
export function actionPart({ block, element }: Found, choice: ElementChoice, actionTs: string): JsonObject {
  const own = copied.filter((key) => element[key] !== undefined).map((key) => [key, element[key]] as const);
  return {
    ...Object.fromEntries(own),
    block_id: block["block_id"],
    ...(choice.selected === undefined ? {} : stateFrom(element, choice.selected)),
    ...(choice.forgedValue === undefined ? {} : { value: choice.forgedValue }),
    action_ts: actionTs,
  };
}
