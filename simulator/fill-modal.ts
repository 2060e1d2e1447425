import { stateFrom, type FillValue } from "./element-state.ts";
import { elementsOf } from "./block-elements.ts";
import { objectsAt, textAt, type JsonObject } from "./json.ts";
import { touch } from "./modal-stacks.ts";
import { NotThere } from "./not-there.ts";
import type { OriginatorOptions } from "./originator-context.ts";
import { actorId, type Actor } from "./payload-parts.ts";
import { visibleView } from "./send-modal.ts";
import { stateKey } from "./state-values.ts";

export type Fill = {
  readonly user: Actor;
  /** By action id or block id. Options by value or label; null empties. */
  readonly values: Readonly<Record<string, FillValue>>;
};

/** Enters values into the visible view. Nothing is sent. Throws for a field or option that is not there. */
export function fillModal(options: OriginatorOptions, { user, values }: Fill): void {
  const blocks = objectsAt(visibleView(options, user), "blocks");
  const entries = Object.entries(values).map(([name, value]) => entryFor(blocks, name, value));
  touch(options.workspace.simulation.modals, actorId(user), new Map(entries));
}

function entryFor(
  blocks: readonly JsonObject[],
  name: string,
  value: FillValue,
): readonly [string, JsonObject] {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const byAction = all.filter(({ element }) => element["action_id"] === name);
  const matches = byAction.length > 0 ? byAction : all.filter(({ block }) => block["block_id"] === name);
  const [found] = matches;
  if (!found || matches.length > 1) throw new NotThere(`${matches.length} fields are called '${name}'`);
  const key = stateKey(textAt(found.block, "block_id"), textAt(found.element, "action_id"));
  return [key, stateFrom(found.element, value)];
}
