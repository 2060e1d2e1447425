import { isObject, type JsonObject } from "./json.ts";

/** What is wrong, and where as a JSON pointer: `/blocks/0/text/text`. */
export type Problem = { readonly path: string; readonly message: string };

export const nothingWrong: readonly Problem[] = [];

export function problem(path: string, message: string): readonly Problem[] {
  return [{ path, message }];
}

/** Problems in the words in which Slack puts them into `response_metadata.messages`. */
export function describeProblems(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ path, message }) => `[ERROR] ${message} [json-pointer:${path}]`);
}

export type Span = { readonly min?: number; readonly max: number };

/** A string of at most `max` characters; a missing one is all right unless `min` is given. */
export function checkString(value: unknown, path: string, { min = 0, max }: Span): readonly Problem[] {
  if (value === undefined || value === null)
    return min > 0 ? problem(path, "missing required field") : nothingWrong;
  if (typeof value !== "string") return problem(path, "must be a string");
  if (value.length < min) return problem(path, `must be more than ${min - 1} characters`);
  if (value.length > max) return problem(path, `must be less than ${max + 1} characters`);
  return nothingWrong;
}

const kinds = { plain: ["plain_text"], any: ["plain_text", "mrkdwn"] } as const;

export type TextRule = {
  readonly max: number;
  readonly kind: keyof typeof kinds;
  readonly required?: boolean;
};

/** A text object: `plain_text`, or `mrkdwn` where the place allows it, with 1 to `max` characters. */
export function checkText(value: unknown, path: string, rule: TextRule): readonly Problem[] {
  if (value === undefined || value === null) {
    return rule.required === true ? problem(path, "missing required field") : nothingWrong;
  }
  if (!isObject(value)) return problem(path, "must be a text object");
  const allowed: readonly unknown[] = kinds[rule.kind];
  if (!allowed.includes(value["type"])) return problem(`${path}/type`, `must be ${allowed.join(" or ")}`);
  return checkString(value["text"], `${path}/text`, { min: 1, max: rule.max });
}

/** A list of `min` to `max` objects, each then looked at by `check`. */
export function checkList(
  value: unknown,
  path: string,
  { min = 0, max }: Span,
  check: (item: JsonObject, path: string) => readonly Problem[],
): readonly Problem[] {
  if (value === undefined || value === null)
    return min > 0 ? problem(path, "missing required field") : nothingWrong;
  if (!Array.isArray(value)) return problem(path, "must be an array");
  if (value.length < min) return problem(path, `must have at least ${min} items`);
  if (value.length > max) return problem(path, `no more than ${max} items allowed`);
  return value.flatMap((item: unknown, at) =>
    isObject(item) ? check(item, `${path}/${at}`) : problem(`${path}/${at}`, "must be an object"),
  );
}

/** Every value of `ids` once, missing ones aside. */
export function checkUnique(ids: readonly string[], path: string, name: string): readonly Problem[] {
  const present = ids.filter((id) => id !== "");
  const twice = present.find((id, at) => present.indexOf(id) !== at);
  return twice === undefined ? nothingWrong : problem(path, `${name} already exists: ${twice}`);
}
