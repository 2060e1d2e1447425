import { objectsAt, type JsonObject } from "./json.ts";
import { keepTouched, stateValues, type Touched } from "./state-values.ts";

export type OpenView = { readonly view: JsonObject; readonly touched: Touched };

/** Which views each user has open, the visible one last, and each user's home. */
export type ModalStacks = {
  readonly open: Map<string, readonly OpenView[]>;
  readonly homes: Map<string, JsonObject>;
};

export function createModalStacks(): ModalStacks {
  return { open: new Map(), homes: new Map() };
}

export function stackOf(modals: ModalStacks, userId: string): readonly OpenView[] {
  return modals.open.get(userId) ?? [];
}

export function topOf(modals: ModalStacks, userId: string): OpenView | undefined {
  return stackOf(modals, userId).at(-1);
}

/** The view as Slack sends it: with the state of its inputs at this moment. */
export function viewWithState({ view, touched }: OpenView): JsonObject {
  return { ...view, state: { values: stateValues(objectsAt(view, "blocks"), touched) } };
}

export function openStack(modals: ModalStacks, userId: string, view: JsonObject): void {
  modals.open.set(userId, [{ view, touched: new Map() }]);
}

export function pushOnStack(modals: ModalStacks, userId: string, view: JsonObject): void {
  modals.open.set(userId, [...stackOf(modals, userId), { view, touched: new Map() }]);
}

/** Puts a new version of a view in its place; what was entered stays where block and action ids do. */
export function replaceInStack(modals: ModalStacks, userId: string, view: JsonObject): void {
  const changed = stackOf(modals, userId).map((open) => {
    if (open.view["id"] !== view["id"]) return open;
    return { view, touched: keepTouched(objectsAt(view, "blocks"), open.touched) };
  });
  modals.open.set(userId, changed);
}

export function touch(modals: ModalStacks, userId: string, entries: Touched): void {
  const stack = stackOf(modals, userId);
  const top = stack.at(-1);
  if (!top) throw new Error(`${userId} has no modal open`);
  const touched = new Map([...top.touched, ...entries]);
  modals.open.set(userId, [...stack.slice(0, -1), { view: top.view, touched }]);
}

/** Closes one view; those pushed on top of it go too. */
export function closeView(modals: ModalStacks, userId: string, viewId: unknown): void {
  const stack = stackOf(modals, userId);
  const at = stack.findIndex((open) => open.view["id"] === viewId);
  if (at >= 0) modals.open.set(userId, stack.slice(0, at));
}

export function clearStack(modals: ModalStacks, userId: string): void {
  modals.open.delete(userId);
}

/** Who has this view open, and which version of it. */
export function findOpen(
  modals: ModalStacks,
  matches: (view: JsonObject) => boolean,
): { readonly userId: string; readonly view: JsonObject } | undefined {
  for (const [userId, stack] of modals.open) {
    const found = stack.find((open) => matches(open.view));
    if (found) return { userId, view: found.view };
  }
  return undefined;
}
