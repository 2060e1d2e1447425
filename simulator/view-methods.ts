import { buildView, rebuildView } from "./build-view.ts";
import { isObject, textAt, type JsonObject } from "./json.ts";
import {
  findOpen,
  openStack,
  pushOnStack,
  replaceInStack,
  stackOf,
  viewWithState,
  type ModalStacks,
} from "./modal-stacks.ts";
import { refusal } from "./slack-refusal.ts";
import { redeemTrigger, type TriggerIds } from "./trigger-ids.ts";
import { isTooLarge, validateView } from "./validate-view.ts";
import type { WorkspaceSeed } from "./workspace-seed.ts";

const MOST_STACKED = 3;

export type ViewHome = {
  readonly seed: WorkspaceSeed;
  readonly modals: ModalStacks;
  readonly triggers: TriggerIds;
};

type ViewMethod = (home: ViewHome, args: JsonObject, view: JsonObject) => JsonObject;

const methods: Readonly<Record<string, ViewMethod>> = {
  "views.open": open,
  "views.push": push,
  "views.update": update,
  "views.publish": publish,
};

/**
 * Slack's `views.*` methods; undefined for any other method. They are answered here because the
 * emulator never closes a view and cannot know what a submission's `response_action` did.
 */
export function callViewMethod(home: ViewHome, method: string, args: JsonObject): JsonObject | undefined {
  const perform = methods[method];
  if (!perform) return undefined;
  const view = args["view"];
  const problems = validateView(view, method === "views.publish" ? "home" : "modal");
  if (problems.length > 0 || !isObject(view)) return refusal("invalid_arguments", problems);
  return isTooLarge(view) ? refusal("view_too_large") : perform(home, args, view);
}

function open(home: ViewHome, args: JsonObject, payload: JsonObject): JsonObject {
  if (externalIdTaken(home, payload)) return refusal("duplicate_external_id");
  const redeemed = redeemTrigger(home.triggers, triggerOf(args));
  if (!redeemed.ok) return refusal(redeemed.error);
  const view = buildView(home.seed, payload);
  openStack(home.modals, redeemed.trigger.userId, view);
  return answer(view);
}

function push(home: ViewHome, args: JsonObject, payload: JsonObject): JsonObject {
  if (externalIdTaken(home, payload)) return refusal("duplicate_external_id");
  const redeemed = redeemTrigger(home.triggers, triggerOf(args));
  if (!redeemed.ok) return refusal(redeemed.error);
  const { userId, viewId } = redeemed.trigger;
  const stack = stackOf(home.modals, userId);
  const below = stack.find((open) => open.view["id"] === viewId);
  if (!below) return refusal("not_found");
  if (stack.length >= MOST_STACKED) return refusal("push_limit_reached");
  const view = buildView(home.seed, payload, below.view);
  pushOnStack(home.modals, userId, view);
  return answer(view);
}

function update(home: ViewHome, args: JsonObject, payload: JsonObject): JsonObject {
  const viewId = textAt(args, "view_id");
  const externalId = textAt(args, "external_id");
  const [key, wanted] = viewId === "" ? ["external_id", externalId] : ["id", viewId];
  const found = wanted === "" ? undefined : findOpen(home.modals, (view) => view[key] === wanted);
  if (!found) return refusal("not_found");
  const hash = textAt(args, "hash");
  if (hash !== "" && hash !== found.view["hash"]) return refusal("hash_conflict");
  if (externalIdTaken(home, payload, found.view["id"])) return refusal("duplicate_external_id");
  const view = rebuildView(found.view, payload);
  replaceInStack(home.modals, found.userId, view);
  return answer(
    view,
    stackOf(home.modals, found.userId).find((open) => open.view["id"] === view["id"]),
  );
}

function publish(home: ViewHome, args: JsonObject, payload: JsonObject): JsonObject {
  const userId = textAt(args, "user_id");
  if (!home.seed.people.some((person) => person.id === userId)) return refusal("user_not_found");
  const current = home.modals.homes.get(userId);
  const hash = textAt(args, "hash");
  if (current && hash !== "" && hash !== current["hash"]) return refusal("hash_conflict");
  const view = current ? rebuildView(current, payload) : buildView(home.seed, payload);
  home.modals.homes.set(userId, view);
  return answer(view);
}

function triggerOf(args: JsonObject): string {
  return textAt(args, "trigger_id") || textAt(args, "interactivity_pointer");
}

function externalIdTaken(home: ViewHome, payload: JsonObject, exceptViewId?: unknown): boolean {
  const externalId = textAt(payload, "external_id");
  if (externalId === "") return false;
  const holder = findOpen(
    home.modals,
    (view) => view["external_id"] === externalId && view["id"] !== exceptViewId,
  );
  return holder !== undefined;
}

function answer(
  view: JsonObject,
  opened: Parameters<typeof viewWithState>[0] = { view, touched: new Map() },
): JsonObject {
  return { ok: true, view: viewWithState(opened) };
}
