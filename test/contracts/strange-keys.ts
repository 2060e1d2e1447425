import { isObject } from "../../simulator/json.ts";

/** What the app itself put there, and what people entered: Slack's samples have it empty, or as somebody else's app sent it. */
const theAppsOwn = new Set(["blocks", "values", "event_payload"]);

const merged = (samples: readonly unknown[]): unknown => {
  const objects = samples.filter(isObject);
  return objects.length === 0 ? samples[0] : Object.assign({}, ...objects);
};

/** Paths of everything in a payload for which Slack's own sample has no key. */
export const strangeKeys = (payload: unknown, sample: unknown, path = ""): readonly string[] => {
  if (Array.isArray(payload))
    return payload.flatMap((item) =>
      strangeKeys(item, Array.isArray(sample) ? merged(sample) : undefined, `${path}[]`),
    );
  if (!isObject(payload)) return [];
  // An empty object in a sample says nothing of its keys.
  if (isObject(sample) && Object.keys(sample).length === 0) return [];
  return Object.entries(payload).flatMap(([key, value]) => {
    const here = `${path}/${key}`;
    if (theAppsOwn.has(key)) return [];
    return isObject(sample) && key in sample ? strangeKeys(value, sample[key], here) : [here];
  });
};
