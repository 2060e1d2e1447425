import { readFileSync } from "node:fs";
import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";

/** One thing that is wrong with a data file, said so that whoever wrote it can put it right. */
export type Fault = {
  readonly file: string;
  readonly line: number;
  readonly path: string;
  readonly says: string;
};

/** A value as parsed, and as it was written: what is kept for ever and hashed is what was written. */
export type Read<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly written: unknown;
      /** The line at which a path of the file stands, for faults that only show later. */
      readonly lineOf: (path: readonly PropertyKey[]) => number;
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export const faultInWords = ({ file, line, path, says }: Fault): string =>
  `${file}:${line} ${path === "" ? "(the whole file)" : path}: ${says}`;

type Path = readonly PropertyKey[];

const keyOffset = (document: Document, path: Path): number | undefined => {
  const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(
    (one) => isPair(one) && isNode(one.key) && String(one.key) === String(path.at(-1)),
  );
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
};

const lineOf = (document: Document, lines: LineCounter, path: Path): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const shorter = path.slice(0, length);
    const node = document.getIn(shorter, true);
    const offset = keyOffset(document, shorter) ?? (isNode(node) ? node.range?.[0] : undefined);
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
};

/** Every innermost issue: a union says what each of its forms would have needed, closest form first. */
const innermost = (
  issue: z.core.$ZodIssue,
  at: Path,
): readonly { readonly path: Path; readonly says: string }[] => {
  const path = [...at, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return closest.flatMap((inner) => innermost(inner, path));
  }
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], says: `"${key}" is not a word of this file` }));
  return [{ path, says: issue.message }];
};

/** Reads a YAML file by a schema. Answers every fault at once, each with its path and its line. */
export const readYaml = <T extends z.ZodType>(file: string, schema: T, name = file): Read<z.output<T>> =>
  parseYaml(readFileSync(file, "utf8"), schema, name);

/** The same for text that was read already. */
export const parseYaml = <T extends z.ZodType>(text: string, schema: T, name: string): Read<z.output<T>> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return {
      ok: false,
      faults: document.errors.map(({ message, pos }) => ({
        file: name,
        line: lines.linePos(pos[0]).line,
        path: "",
        says: message,
      })),
    };
  const written: unknown = document.toJS();
  const parsed = schema.safeParse(written);
  const at = (path: Path): number => lineOf(document, lines, path);
  if (parsed.success) return { ok: true, value: parsed.data, written, lineOf: at };
  const faults = parsed.error.issues
    .flatMap((issue) => innermost(issue, []))
    .map(({ path, says }) => ({
      file: name,
      line: at(path),
      path: path.join("."),
      says,
    }));
  return { ok: false, faults };
};
