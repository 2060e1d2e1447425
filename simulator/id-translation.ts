import { mapStrings } from "./json.ts";

export type IdPair = { readonly outside: string; readonly inside: string };
export type IdTranslation = {
  readonly inward: (value: unknown) => unknown;
  readonly outward: (value: unknown) => unknown;
};

/** Exact replacement of whole ids, in both directions, wherever they stand in a body's strings. */
export function createIdTranslation(pairs: readonly IdPair[]): IdTranslation {
  return {
    inward: replacer(new Map(pairs.map(({ outside, inside }) => [outside, inside]))),
    outward: replacer(new Map(pairs.map(({ outside, inside }) => [inside, outside]))),
  };
}

function replacer(ids: ReadonlyMap<string, string>): (value: unknown) => unknown {
  if (ids.size === 0) return (value) => value;
  const wholeId = new RegExp(`(?<![A-Za-z0-9])(?:${[...ids.keys()].join("|")})(?![A-Za-z0-9])`, "g");
  return (value) => mapStrings(value, (text) => text.replace(wholeId, (id) => ids.get(id) ?? id));
}
