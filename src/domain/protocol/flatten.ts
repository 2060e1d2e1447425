import { ruleLists } from "./rule-lists.ts";

/*
 * A file that extends others is made one with them before anything else looks at it, so that a case can pin the whole by
 * one hash. It works on what was written: what is kept for ever is what people wrote.
 */

type Entry = Readonly<Record<string, unknown>>;
export type WrittenProtocol = Readonly<Record<string, unknown>>;

export type Flattened =
  | { readonly ok: true; readonly written: WrittenProtocol }
  | { readonly ok: false; readonly says: string };

const entriesOf = (written: WrittenProtocol, list: string): readonly Entry[] => {
  const found = written[list];
  return Array.isArray(found) ? (found as Entry[]) : [];
};

const nameOf = (entry: Entry): unknown => entry["id"] ?? entry["rule"];

/** This file's own entries come first, so that a fault in one of them keeps its place in the file. */
const merged = (own: WrittenProtocol, base: WrittenProtocol, list: string): readonly Entry[] => {
  const mine = entriesOf(own, list);
  return [
    ...mine,
    ...entriesOf(base, list).filter((one) => !mine.some((mineOne) => nameOf(mineOne) === nameOf(one))),
  ];
};

const always = ({ when, restricted }: Entry): boolean => when === undefined && restricted === undefined;

/** A sender's ordinary routes to an agency are replaced together: half of one file and half of another would leave gaps. */
const isReplaced = (route: Entry, mine: readonly Entry[]): boolean =>
  mine.some(
    (one) =>
      one["rule"] === route["rule"] ||
      (always(one) && always(route) && one["to"] === route["to"] && one["from"] === route["from"]),
  );

const routes = (own: WrittenProtocol, base: WrittenProtocol): readonly Entry[] => {
  const mine = entriesOf(own, "routes");
  return [...mine, ...entriesOf(base, "routes").filter((route) => !isReplaced(route, mine))];
};

const onTopOf = (own: WrittenProtocol, base: WrittenProtocol): WrittenProtocol => {
  const all = ruleLists
    .filter((list) => list !== "routes")
    .map((list) => [list, merged(own, base, list)] as const);
  return {
    ...own,
    sources: [...entriesOf(own, "sources"), ...entriesOf(base, "sources")],
    slots: { ...(base["slots"] as Entry | undefined), ...(own["slots"] as Entry | undefined) },
    routes: routes(own, base),
    ...Object.fromEntries(all.filter(([, entries]) => entries.length > 0)),
  };
};

const flattenFrom = (
  name: string,
  files: ReadonlyMap<string, WrittenProtocol>,
  path: readonly string[],
): Flattened => {
  const own = files.get(name);
  if (own === undefined) return { ok: false, says: `there is no protocol "${name}"` };
  if (path.includes(name)) return { ok: false, says: `it extends itself: ${[...path, name].join(", ")}` };
  const { extends: bases, layer: _layer, ...rest } = own;
  let flat: WrittenProtocol = rest;
  for (const base of Array.isArray(bases) ? (bases as string[]) : []) {
    const flattened = flattenFrom(base, files, [...path, name]);
    if (!flattened.ok) return flattened;
    flat = onTopOf(flat, flattened.written);
  }
  return { ok: true, written: flat };
};

/** A protocol with everything that it extends, as if it had been written in one file; or why that cannot be. */
export const flatten = (name: string, files: ReadonlyMap<string, WrittenProtocol>): Flattened =>
  flattenFrom(name, files, []);
