import { elementsOf } from "./block-elements.ts";
import { initialState } from "./element-state.ts";
import { textAt, type JsonObject } from "./json.ts";

/** What people entered, by `stateKey`. */
export type Touched = ReadonlyMap<string, JsonObject>;

export function stateKey(blockId: string, actionId: string): string {
  return JSON.stringify([blockId, actionId]);
}

/** Slack's `state.values`: what was entered, else the initial value, of every element that keeps state. */
export function stateValues(blocks: readonly JsonObject[], touched: Touched): JsonObject {
  const entries = blocks.map((block) => [textAt(block, "block_id"), statesOf(block, touched)] as const);
  return Object.fromEntries(entries.filter(([, states]) => Object.keys(states).length > 0));
}

function statesOf(block: JsonObject, touched: Touched): JsonObject {
  const states: Record<string, JsonObject> = {};
  for (const element of elementsOf(block)) {
    const actionId = textAt(element, "action_id");
    const state = touched.get(stateKey(textAt(block, "block_id"), actionId)) ?? initialState(element);
    if (state) states[actionId] = state;
  }
  return states;
}

/** The entries whose element is still there after an update: same `block_id`, `action_id` and type. */
export function keepTouched(blocks: readonly JsonObject[], touched: Touched): Touched {
  const kept = new Map<string, JsonObject>();
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const key = stateKey(textAt(block, "block_id"), textAt(element, "action_id"));
      const state = touched.get(key);
      if (state && state["type"] === element["type"]) kept.set(key, state);
    }
  }
  return kept;
}
