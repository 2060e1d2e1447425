import type { Instant } from "../instant.ts";
import type { OnCallSlot } from "./area-schema.ts";

/** A time, [from, to). */
export type Span = { readonly from: Instant; readonly to: Instant };

/** The times in a span for which a rota has no entry. One that is empty is reached by telephone and has none. */
export const rotaHoles = ({ onCall }: Pick<OnCallSlot, "onCall">, span: Span): readonly Span[] => {
  if (onCall.length === 0) return [];
  const holes: Span[] = [];
  let covered = span.from;
  for (const { from, to } of onCall.toSorted((a, b) => a.from.localeCompare(b.from))) {
    if (from >= span.to) break;
    if (from > covered) holes.push({ from: covered, to: from });
    if (to > covered) covered = to;
  }
  return covered < span.to ? [...holes, { from: covered, to: span.to }] : holes;
};
