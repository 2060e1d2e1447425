import type { NoticeModel } from "./notice.ts";

type People = {
  readonly [K in NoticeModel["kind"]]?: (model: Extract<NoticeModel, { kind: K }>) => readonly string[];
};

const where: People = {
  allocated: ({ to }) => [to],
  "allocation-moved": ({ by, to }) => [by, to],
  "still-yours": ({ holder }) => (holder === undefined ? [] : [holder]),
  "hand-over": ({ list, signed }) => [
    ...[...list.taken, ...list.decisions].map(({ by }) => by),
    ...(signed === undefined ? [] : [signed.by]),
  ],
  "protocol-review": ({ recorded }) => (recorded === undefined ? [] : [recorded.by]),
};

/** The registered people whom a message names, so that their names can be looked up when it is sent. */
export const peopleIn = (model: NoticeModel): readonly string[] => {
  // The table pairs each kind with its own model, which TypeScript cannot follow through a look-up.
  const named = where[model.kind] as ((model: NoticeModel) => readonly string[]) | undefined;
  if (named !== undefined) return named(model);
  if ("by" in model) return [model.by];
  return "had" in model && model.had !== undefined ? [model.had.by] : [];
};
